"""100,000 squares through a pool of two workers that have started, ms: the best of 5."""

from multiprocessing import Pool
from time import perf_counter


def square(x):
    return x * x


def timed(pool):
    began = perf_counter()
    assert sum(pool.map(square, range(100_000))) == 333328333350000
    return perf_counter() - began


if __name__ == "__main__":
    with Pool(2) as pool:
        timed(pool)
        print(1000 * min(timed(pool) for _ in range(5)))
