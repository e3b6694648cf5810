# Exercises: a Process's attributes, exit codes, SystemExit, exceptions, subclasses, terminate, daemon.
# case: {"main": true, "start": ["spawn"]}
import multiprocessing as mp
import os
import sys
import time


class Counter(mp.Process):
    def __init__(self, queue, n):
        super().__init__(name=f"counter-{n}")
        self.queue = queue
        self.n = n

    def run(self):
        self.queue.put((self.name, self.n * 2, self.pid == os.getpid()))


def leave(code):
    sys.exit(code)


def fail():
    raise ValueError("no")


def hard():
    os._exit(5)


def sleep():
    time.sleep(60)


def who(queue):
    me = mp.current_process()
    queue.put((me.name, me.daemon, mp.parent_process() is not None, me.exitcode))


if __name__ == "__main__":
    queue = mp.Queue()
    c = Counter(queue, 4)
    print(c.pid, c.is_alive(), c.exitcode, c.name, c.daemon)
    c.start()
    print(queue.get())
    c.join()
    print(c.exitcode, c.is_alive())
    for code in (None, 0, 3, "text"):
        p = mp.Process(target=leave, args=(code,))
        p.start()
        p.join()
        print(repr(code), p.exitcode)
    for target in (fail, hard):
        p = mp.Process(target=target)
        p.start()
        p.join()
        print(target.__name__, p.exitcode)
    p = mp.Process(target=sleep, daemon=True)
    p.start()
    p.join(0.05)
    print(p.is_alive(), p.exitcode, p.daemon)
    p.terminate()
    p.join()
    print(p.is_alive(), p.exitcode)
    p = mp.Process(target=sleep)
    p.start()
    p.kill()
    p.join()
    print(p.exitcode, len(mp.active_children()))
    p = mp.Process(target=who, args=(queue,), name="me")
    p.start()
    print(queue.get())
    p.join()
    try:
        p.start()
    except AssertionError as e:
        print(e)
    p.close()
    try:
        p.is_alive()
    except ValueError as e:
        print(e)
    print(mp.current_process().name, mp.parent_process())
