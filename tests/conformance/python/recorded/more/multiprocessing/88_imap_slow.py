# Exercises: imap with a consumer slower than its workers, an endless generator stopped by break, imap_unordered with timeouts.
# case: {"main": true, "start": ["spawn"]}
import multiprocessing as mp
import time


def work(x):
    time.sleep(0.005)
    return x * 2


def slow(x):
    time.sleep(0.5 if x == 1 else 0)
    return x


def numbers(n):
    for i in range(n):
        yield i


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        out = []
        for value in pool.imap(work, numbers(10)):
            time.sleep(0.01)
            out.append(value)
        print(out)
        taken = []
        for value in pool.imap(work, numbers(50), chunksize=5):
            taken.append(value)
            if len(taken) == 7:
                break
        print(taken)
        print(sorted(pool.imap_unordered(work, numbers(6), chunksize=2)))
        it = pool.imap(slow, [1, 2])
        try:
            it.next(timeout=0.05)
        except mp.TimeoutError as error:
            print("TimeoutError", error)
        print(next(it), next(it))
        try:
            next(it)
        except StopIteration:
            print("StopIteration")
