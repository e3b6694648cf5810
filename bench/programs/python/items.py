"""200 items of about 1 ms on a pool of one worker that has started, over the time of a loop in that worker: the best of 5."""

from multiprocessing import Pool
from time import perf_counter

ITEMS = 200
SECONDS = 0.001


def item(steps):
    total = 0
    for i in range(steps):
        total += i
    return total


def loop(steps):
    """Seconds of a loop over the items."""
    began = perf_counter()
    for _ in range(ITEMS):
        item(steps)
    return perf_counter() - began


def steps_of_a_millisecond():
    began = perf_counter()
    item(100_000)
    return round(100_000 * SECONDS / (perf_counter() - began))


def timed(pool, steps):
    began = perf_counter()
    pool.map(item, [steps] * ITEMS, 1)
    return perf_counter() - began


if __name__ == "__main__":
    with Pool(1) as pool:
        steps = min(pool.apply(steps_of_a_millisecond) for _ in range(5))
        mapped = min(timed(pool, steps) for _ in range(5))
        looped = min(pool.apply(loop, (steps,)) for _ in range(5))
        print(mapped / looped)
