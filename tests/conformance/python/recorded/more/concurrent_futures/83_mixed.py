# Exercises: executors inside of executors, a shared queue between threads and processes, submit from callbacks.
# case: {"main": true}
import multiprocessing as mp
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def square(x):
    return x * x


def with_threads(xs):
    with ThreadPoolExecutor(3) as threads:
        return list(threads.map(square, xs))


def nested(n):
    with ProcessPoolExecutor(1) as inner:
        return inner.submit(square, n).result() + 1


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as ex:
        print(list(ex.map(with_threads, [[1, 2], [3, 4]])))
        print(ex.submit(nested, 5).result())
    with ThreadPoolExecutor(2) as threads, ProcessPoolExecutor(2) as processes:
        print(sorted(threads.map(lambda n: processes.submit(square, n).result(), range(5))))
    done = threading.Event()
    out = []
    with ProcessPoolExecutor(1) as ex:
        def again(future):
            out.append(future.result())
            if len(out) < 3:
                ex.submit(square, out[-1]).add_done_callback(again)
            else:
                done.set()

        ex.submit(square, 2).add_done_callback(again)
        done.wait(20)
    print(out)
