# Exercises: exit codes, terminate, kill, close, daemon, active_children, a process that runs twice, parent_process, names.
# case: {"main": true, "start": ["spawn"]}
import multiprocessing as mp
import os
import sys
import time


def sleep_long():
    time.sleep(60)


def exit_with(code):
    sys.exit(code)


def hard_exit(code):
    os._exit(code)


def parent(q):
    q.put((mp.parent_process().name, mp.current_process().name, mp.current_process().daemon))


class Worker(mp.Process):
    def __init__(self, q):
        super().__init__(name="custom")
        self.q = q

    def run(self):
        self.q.put(self.name)


if __name__ == "__main__":
    codes = []
    for target, args in ((exit_with, (0,)), (exit_with, (7,)), (hard_exit, (9,)), (exit_with, (None,))):
        p = mp.Process(target=target, args=args)
        p.start()
        p.join()
        codes.append(p.exitcode)
    print(codes)
    p = mp.Process(target=sleep_long)
    print(p.pid, p.is_alive(), p.exitcode)
    p.start()
    print(p.is_alive(), p in mp.active_children(), p.pid != os.getpid())
    p.terminate()
    p.join()
    print(p.exitcode, p.is_alive(), mp.active_children())
    p = mp.Process(target=sleep_long)
    p.start()
    p.kill()
    p.join()
    print(p.exitcode)
    try:
        p.start()
    except AssertionError as error:
        print(error)
    p.close()
    try:
        p.is_alive()
    except ValueError as error:
        print(error)
    q = mp.Queue()
    p = mp.Process(target=parent, args=(q,), name="child", daemon=True)
    p.start()
    print(q.get())
    p.join()
    w = Worker(q)
    w.start()
    print(q.get())
    w.join()
    p = mp.Process(target=sleep_long)
    p.start()
    p.join(timeout=0.05)
    print(p.exitcode, p.is_alive())
    try:
        p.close()
    except ValueError as error:
        print(error)
    p.terminate()
    p.join()
    try:
        mp.Process(target=sleep_long).join()
    except AssertionError as error:
        print(error)
