"""So many workers that have started, all at once; they are held until the program is stopped."""

import time
from multiprocessing import Barrier, Pool


def wait(seconds):
    barrier.wait()
    time.sleep(seconds)


def share(given):
    global barrier
    barrier = given


if __name__ == "__main__":
    barrier = Barrier(WORKERS + 1)
    with Pool(WORKERS, share, (barrier,)) as pool:
        held = pool.map_async(wait, [600] * WORKERS, 1)
        barrier.wait()
        print("held")
        held.get()
