# Exercises: max_tasks_per_child, mp_context, initializer with state, map with chunks and several iterables, timeouts.
# case: {"main": true}
import multiprocessing as mp
import time
from concurrent.futures import ProcessPoolExecutor, TimeoutError

calls = 0
offset = 0


def setup(n):
    global offset
    offset = n


def count(x):
    global calls
    calls += 1
    return calls, x + offset


def add(a, b, c=0):
    return a + b + c


def slow(x):
    time.sleep(x)
    return x


if __name__ == "__main__":
    spawn = mp.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, max_tasks_per_child=2, initializer=setup, initargs=(10,)) as ex:
        print([ex.submit(count, i).result() for i in range(5)])
    with ProcessPoolExecutor(2) as ex:
        print(list(ex.map(add, [1, 2, 3], [10, 20, 30], chunksize=2)))
        print(list(ex.map(add, [1, 2, 3], [10, 20])))
        future = ex.submit(add, 1, 2, c=3)
        print(future.result(), future.done(), future.running(), future.cancel())
        try:
            list(ex.map(slow, [0.01, 0.6], timeout=0.2))
        except TimeoutError as error:
            print("TimeoutError", error)
        try:
            ex.submit(slow, 0.4).result(timeout=0.05)
        except TimeoutError:
            print("TimeoutError")
    for bad in ({"max_workers": 0}, {"max_tasks_per_child": 0}, {"initializer": 3}):
        try:
            ProcessPoolExecutor(**bad)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
