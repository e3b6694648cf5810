# Exercises: BrokenProcessPool after os._exit, futures that were pending, an executor that is broken, an initializer that raises.
# case: {"main": true}
import os
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from concurrent.futures.thread import BrokenThreadPool


def square(x):
    return x * x


def die(x):
    time.sleep(0.05)
    os._exit(1)


def bad():
    raise RuntimeError("no setup")


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        print(executor.submit(square, 3).result())
        futures = [executor.submit(die, 1), executor.submit(square, 2)]
        futures += [executor.submit(time.sleep, 5) for _ in range(2)]
        wait(futures)
        print(type(futures[0].exception()).__name__, str(futures[0].exception())[:60])
        print(isinstance(futures[2].exception(), BrokenProcessPool))
        try:
            executor.submit(square, 4)
        except BrokenProcessPool as error:
            print(error)
    with ProcessPoolExecutor(1, initializer=bad) as executor:
        try:
            executor.submit(square, 1).result()
        except BrokenProcessPool as error:
            print(str(error)[:50])
    with ThreadPoolExecutor(1, initializer=bad) as executor:
        try:
            executor.submit(square, 1).result()
        except BrokenThreadPool as error:
            print(error)
