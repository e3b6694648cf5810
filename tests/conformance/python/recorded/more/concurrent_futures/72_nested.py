# Exercises: threads in worker processes, a process pool used from threads, executors in executors.
# case: {"main": true, "start": ["spawn"]}
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import Pool
import threading


def inner(x):
    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(lambda y: x * 10 + y, range(3)))


def square(x):
    return x * x


def in_thread(ex, n):
    return sum(ex.map(square, range(n)))


def pool_in_worker(n):
    with Pool(2) as pool:
        return pool.map(square, range(n))


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as ex:
        print(list(ex.map(inner, range(3))))
        with ThreadPoolExecutor(3) as threads:
            print([f.result() for f in [threads.submit(in_thread, ex, n) for n in (3, 4, 5)]])
        print(ex.submit(pool_in_worker, 3).result())
    print(threading.active_count(), threading.current_thread().name)
