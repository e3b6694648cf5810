# Exercises: Manager().Pool, proxies in a pool, Manager as a server with an address, its methods from another process.
# case: {"main": true, "start": ["spawn"]}
import multiprocessing as mp
from multiprocessing.managers import BaseManager


def square(x):
    return x * x


def fail(x):
    raise ValueError(f"no {x}")


class Counter:
    def __init__(self, start=0):
        self.n = start

    def add(self, n=1):
        self.n += n
        return self.n


class MyManager(BaseManager):
    pass


MyManager.register("Counter", Counter)


def use(counter, n):
    for _ in range(n):
        counter.add()


if __name__ == "__main__":
    with mp.Manager() as manager:
        pool = manager.Pool(2)
        print(pool.map(square, range(5)), pool.apply(square, (6,)))
        result = pool.apply_async(square, (7,))
        print(result.get(timeout=20), result.successful())
        try:
            pool.map(fail, [1])
        except ValueError as error:
            print(error)
        pool.close()
        pool.join()
    with MyManager() as manager:
        counter = manager.Counter(10)
        ps = [mp.Process(target=use, args=(counter, 5)) for _ in range(3)]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        print(counter.add(0))
        with mp.Pool(2) as pool:
            pool.starmap(use, [(counter, 2), (counter, 3)])
        print(counter.add(0))
