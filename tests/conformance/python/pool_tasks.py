"""What becomes of a pool's tasks: arguments that only a worker rebuilds, tasks that exit, callbacks, tasks that are lost."""

import os
import sys
from multiprocessing import Pool, TimeoutError


class Given:
    def __init__(self, pid):
        self.pid = pid

    def __reduce__(self):
        return rebuild, (self.pid,)


def rebuild(pid):
    if os.getpid() == pid:
        print("rebuilt by who gave it")
    return Given(pid)


def is_elsewhere(given):
    return os.getpid() != given.pid


def leave(code):
    sys.exit(code)


def fail(text):
    raise LookupError(text)


def show(error):
    print("told of", repr(error))


if __name__ == "__main__":
    with Pool(2) as pool:
        given = Given(os.getpid())
        print(pool.apply(is_elsewhere, (given,)), pool.map(is_elsewhere, [given] * 3, 1))
        try:
            pool.apply_async(leave, (3,)).get(1)
        except TimeoutError:
            print("nobody hears of a task that exits")
        failed = pool.apply_async(fail, ("no",), error_callback=show)
        failed.wait()
        print(failed.successful())
        doubled = []
        pool.starmap_async(pow, [(2, 2), (3, 2)], 1, callback=doubled.extend).wait()
        print(doubled)
    with Pool(1, maxtasksperchild=1) as pool:
        print(len({pool.apply(os.getpid) for _ in range(3)}), sorted(pool.imap_unordered(abs, [-2, 1, -3])))
