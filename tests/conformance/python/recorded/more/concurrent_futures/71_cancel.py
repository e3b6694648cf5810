# Exercises: cancel, shutdown with cancel_futures, a broken pool, initializers.
# case: {"main": true, "start": ["spawn"]}
from concurrent.futures import CancelledError, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
import os
import time


def nap(s):
    time.sleep(s)
    return s


def die():
    os._exit(1)


def setup(x):
    global base
    base = x


def use(x):
    return base + x


def bad_setup():
    raise RuntimeError("setup")


if __name__ == "__main__":
    for kind in (ThreadPoolExecutor, ProcessPoolExecutor):
        with kind(1) as ex:
            fs = [ex.submit(nap, 0.2) for _ in range(5)]
            print(kind.__name__, fs[-1].cancel(), fs[-1].cancelled(), fs[-1].done(), fs[-1].cancel())
            try:
                fs[-1].result()
            except CancelledError as e:
                print("CancelledError", e.args)
            print([f.result() for f in fs[:-1]])
        ex = kind(1)
        fs = [ex.submit(nap, 0.1) for _ in range(6)]
        ex.shutdown(wait=True, cancel_futures=True)
        print(fs[0].result(), fs[-1].cancelled(), all(f.done() for f in fs))
        with kind(2, initializer=setup, initargs=(10,)) as ex:
            print(list(ex.map(use, range(3))))
    with ProcessPoolExecutor(1) as ex:
        f = ex.submit(die)
        try:
            f.result()
        except BrokenProcessPool as e:
            print("broken", e)
        try:
            ex.submit(nap, 0)
        except BrokenProcessPool as e:
            print("broken", e)
    with ProcessPoolExecutor(1, initializer=bad_setup) as ex:
        try:
            ex.submit(nap, 0).result()
        except BrokenProcessPool as e:
            print(type(e).__name__)
