"""A blocking call of a pool of one worker, ms: the best of 200."""

from multiprocessing import Pool
from time import perf_counter


def timed(pool):
    began = perf_counter()
    pool.apply(abs, (1,))
    return perf_counter() - began


if __name__ == "__main__":
    with Pool(1) as pool:
        print(1000 * min(timed(pool) for _ in range(200)))
