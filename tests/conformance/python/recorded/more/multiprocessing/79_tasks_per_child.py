# Exercises: maxtasksperchild, module state of workers, results with large values.
# case: {"main": true, "start": ["spawn"]}
from multiprocessing import Pool

calls = 0


def count(_):
    global calls
    calls += 1
    return calls


def big(n):
    return "x" * n, list(range(n // 10))


if __name__ == "__main__":
    with Pool(1, maxtasksperchild=2) as pool:
        print(pool.map(count, range(6), chunksize=1))
    with Pool(1) as pool:
        print(pool.map(count, range(4), chunksize=1))
        print([len(a) + len(b) for a, b in pool.imap(big, [10, 100_000])])
    print(calls)
