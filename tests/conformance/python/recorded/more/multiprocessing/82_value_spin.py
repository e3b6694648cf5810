# Exercises: a Value with its lock that is polled until other processes have counted to a number.
# case: {"main": true, "start": ["spawn"]}
from multiprocessing import Array, Process, Value


def count(total, seen, i):
    for _ in range(5):
        with total.get_lock():
            total.value += 1
    seen[i] = 1


if __name__ == "__main__":
    total, seen = Value("i", 0), Array("i", 3)
    ps = [Process(target=count, args=(total, seen, i)) for i in range(3)]
    for p in ps:
        p.start()
    while total.value < 15:
        pass
    while sum(seen[:]) < 3:
        pass
    print(total.value, list(seen))
    for p in ps:
        p.join()
    print([p.exitcode for p in ps])
