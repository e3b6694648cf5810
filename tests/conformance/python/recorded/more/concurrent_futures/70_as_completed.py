# Exercises: as_completed with errors and timeouts, wait, exceptions, callbacks.
# case: {"main": true, "start": ["spawn"]}
from concurrent.futures import ALL_COMPLETED, FIRST_EXCEPTION, ProcessPoolExecutor, TimeoutError, as_completed, wait
import time


def job(n):
    time.sleep(0.01 * n)
    if n == 2:
        raise ValueError(f"bad {n}")
    return n * n


def nap(s):
    time.sleep(s)
    return s


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=2) as ex:
        futures = {ex.submit(job, n): n for n in range(5)}
        out = {}
        for f in as_completed(futures):
            n = futures[f]
            out[n] = repr(f.exception()) if f.exception() else f.result()
        print(sorted(out.items()))
        f = ex.submit(nap, 0.5)
        try:
            f.result(timeout=0.01)
        except TimeoutError as e:
            print("timeout", repr(e), e.args)
        try:
            list(as_completed([f], timeout=0.01))
        except TimeoutError as e:
            print(e)
        print(f.result(), f.done(), f.running(), f.cancelled(), f.cancel())
        done, left = wait([ex.submit(job, n) for n in (1, 2, 3)], return_when=FIRST_EXCEPTION)
        print(any(d.exception() for d in done))
        done, left = wait(left | done, return_when=ALL_COMPLETED)
        print(len(done), len(left))
        g = ex.submit(job, 3)
        g.add_done_callback(lambda f: print("callback", f.result()))
        g.result()
        time.sleep(0.05)
        try:
            list(ex.map(nap, [0.5], timeout=0.01))
        except TimeoutError as e:
            print("map timeout", e)
        print(list(ex.map(pow, [2, 3], [3, 2], chunksize=2)))
        try:
            ex.submit(job, 2).result()
        except ValueError as e:
            print(e, type(e.__cause__).__name__)
    try:
        ex.submit(job, 1)
    except RuntimeError as e:
        print(e)
