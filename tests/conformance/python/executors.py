"""Executors of Python 3.14 that no recording has: what ends the workers of one, and one of interpreters."""
import time
from concurrent.futures import InterpreterPoolExecutor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import Event

started = []


def init(n):
    started.append(n)


def square(n):
    return n * n, started


def fail(n):
    raise KeyError(n)


def main():
    with InterpreterPoolExecutor(2, initializer=init, initargs=(7,)) as pool:
        print(list(pool.map(square, [2, 3])), pool.submit(square, 4).result())
        try:
            pool.submit(fail, 5).result()
        except KeyError as error:
            print("KeyError", error)
        try:
            pool.submit("1 + 1")
        except TypeError as error:
            print(error)
    for end in ("terminate_workers", "kill_workers"):
        event = Event()
        pool = ProcessPoolExecutor(1, initializer=share, initargs=(event,))
        futures = [pool.submit(forever) for _ in range(4)]
        event.wait()
        getattr(pool, end)()
        print(end, [outcome(each) for each in futures])
        try:
            pool.submit(square, 1)
        except RuntimeError as error:
            print(isinstance(error, BrokenProcessPool) or error)
        pool.shutdown()


def share(event):
    globals()["running"] = event


def forever():
    globals()["running"].set()
    time.sleep(600)


def outcome(future):
    return "cancelled" if future.cancelled() else type(future.exception(60)).__name__


if __name__ == "__main__":
    main()
