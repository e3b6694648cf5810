# Exercises: an initializer that sets globals, a counter and a lock given to it.
# case: {"main": true, "start": ["spawn"]}
import multiprocessing as mp

counter = None
factor = 1


def setup(shared, by):
    global counter, factor
    counter = shared
    factor = by


def work(x):
    with counter.get_lock():
        counter.value += x
    return x * factor


if __name__ == "__main__":
    shared = mp.Value("i", 0)
    with mp.Pool(2, initializer=setup, initargs=(shared, 10)) as pool:
        print(pool.map(work, range(6), chunksize=2))
        print(pool.starmap(pow, [(2, 3), (3, 2)]))
    print(shared.value, counter, factor)
    with mp.Pool(2, setup, (shared, 2)) as pool:
        print(pool.map(work, [1, 2]))
    print(shared.value)
