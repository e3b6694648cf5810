# Exercises: imap and imap_unordered with chunks, errors at their item, next with a timeout.
# case: {"main": true, "start": ["spawn"]}
from multiprocessing import Pool, TimeoutError
import time


def invert(x):
    if x == 3:
        raise ZeroDivisionError("three")
    return 12 // (x or 1)


def slow(x):
    time.sleep(x)
    return x


if __name__ == "__main__":
    with Pool(3) as pool:
        print(sorted(pool.imap_unordered(abs, range(-10, 10), chunksize=4)))
        it = pool.imap(invert, range(6))
        out = []
        while True:
            try:
                out.append(next(it))
            except StopIteration:
                break
            except ZeroDivisionError as e:
                out.append(f"{type(e).__name__}: {e} / {type(e.__cause__).__name__}")
        print(out)
        it = pool.imap(slow, [0.6])
        try:
            it.next(timeout=0.05)
        except TimeoutError as e:
            print("timeout", repr(e))
        print(it.next())
        r = pool.map_async(slow, [0.01, 0.02], callback=lambda v: print("callback", v))
        r.wait()
        print(r.ready(), r.successful(), r.get())
        bad = pool.apply_async(invert, (3,), error_callback=lambda e: print("error callback", e))
        bad.wait()
        print(bad.ready(), bad.successful())
        try:
            bad.get()
        except ZeroDivisionError as e:
            print(str(e.__cause__).strip().splitlines()[1].strip(), "...", str(e.__cause__).strip().splitlines()[-2])
        try:
            pool.apply_async(slow, (1,)).successful()
        except ValueError as e:
            print("ValueError", str(e)[-9:])
