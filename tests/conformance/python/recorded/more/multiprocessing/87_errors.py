# Exercises: exceptions with a custom __init__, attributes, a cause; error callbacks; an exception that cannot be pickled.
# case: {"main": true, "start": ["fork"]}
import multiprocessing as mp
import threading


class Bad(Exception):
    def __init__(self, code, detail="none"):
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class WithLock(Exception):
    def __init__(self, text):
        super().__init__(text)
        self.lock = threading.Lock()


def raise_bad(x):
    raise Bad(x, detail=f"item {x}")


def chained(x):
    try:
        1 / x
    except ZeroDivisionError as error:
        raise RuntimeError("wrapped") from error


def raise_lock(x):
    raise WithLock("held")


def exits(x):
    raise SystemExit(3)


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        try:
            pool.map(raise_bad, [4])
        except Bad as error:
            print(error.code, error.detail, error.args, type(error.__cause__).__name__)
            print("Bad(x, detail=f\"item {x}\")" in str(error.__cause__))
        try:
            pool.apply(chained, (0,))
        except RuntimeError as error:
            text = str(error.__cause__)
            print(error, "ZeroDivisionError" in text, "direct cause" in text)
        seen = []
        done = threading.Event()

        def failed(error):
            seen.append((type(error).__name__, error.args))
            done.set()

        result = pool.apply_async(raise_bad, (5,), error_callback=failed)
        done.wait(20)
        print(seen, result.ready(), result.successful())
        try:
            pool.apply(raise_lock, (1,))
        except Exception as error:
            print(type(error).__name__, str(error)[:40])
        it = pool.imap(raise_bad, [1, 2])
        for _ in range(2):
            try:
                next(it)
            except Bad as error:
                print("imap", error.code)
        try:
            pool.apply_async(raise_bad, (6,)).get(timeout=20)
        except Bad as error:
            print(repr(error))
