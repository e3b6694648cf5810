# Exercises: Manager: dict, list, nested, Namespace, Value, Array, Queue, Lock, Event, a class of one's own.
# case: {"main": true, "start": ["spawn"]}
from multiprocessing import Manager, Pool, Process
from multiprocessing.managers import BaseManager


def work(args):
    d, l, lock, i = args
    with lock:
        d["total"] = d.get("total", 0) + i
        l.append(i)
    return i


def change(ns, value, array, queue, event):
    ns.x += 1
    value.value = 5
    array[1] = 9
    queue.put("from child")
    event.set()


class Account:
    def __init__(self):
        self.balance = 0

    def add(self, n):
        self.balance += n
        return self.balance

    def fail(self):
        raise ValueError("no money")


class MyManager(BaseManager):
    pass


MyManager.register("Account", Account)


def deposit(account):
    account.add(10)


if __name__ == "__main__":
    with Manager() as manager:
        d, l, lock = manager.dict(), manager.list(), manager.Lock()
        with Pool(2) as pool:
            print(pool.map(work, [(d, l, lock, i) for i in range(5)]))
        print(d, sorted(l), len(l), 3 in l, d.keys(), "total" in d)
        ns = manager.Namespace(x=1, y="a")
        value, array, queue, event = manager.Value("i", 0), manager.Array("i", [1, 2]), manager.Queue(), manager.Event()
        p = Process(target=change, args=(ns, value, array, queue, event))
        p.start()
        event.wait()
        p.join()
        print(ns, value.value, array[1], queue.get(), event.is_set(), queue.empty())
        d["inner"] = manager.list([1])
        d["inner"].append(2)
        print(list(d["inner"]), str(d["inner"]))
        d["plain"] = [1]
        d["plain"].append(2)
        print(d["plain"])
        l.sort(reverse=True)
        print(l, l[1:3], l.pop(), list(reversed(l)))
        try:
            d["missing"]
        except KeyError as e:
            print("KeyError", e)
        try:
            l[99]
        except IndexError as e:
            print(e)
    with MyManager() as manager:
        account = manager.Account()
        ps = [Process(target=deposit, args=(account,)) for _ in range(3)]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        print(account.add(0))
        try:
            account.fail()
        except ValueError as e:
            print("ValueError", e)
