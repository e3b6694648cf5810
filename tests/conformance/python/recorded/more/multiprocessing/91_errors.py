# Exercises: errors of Pool methods as they reach the parent: classes, arguments, causes, error callbacks, several failing items.
# case: {"main": true}
import multiprocessing as mp
import traceback


class BadRow(Exception):
    def __init__(self, row, reason):
        super().__init__(row, reason)
        self.row = row
        self.reason = reason

    def __str__(self):
        return f"row {self.row}: {self.reason}"


def parse(row):
    if row == 3:
        raise BadRow(row, "no number")
    if row == 5:
        return int("five")
    if row == 7:
        try:
            {}["seven"]
        except KeyError as error:
            raise RuntimeError("lookup failed") from error
    return row * 10


def main():
    with mp.Pool(2) as pool:
        for method in (pool.map, pool.starmap):
            try:
                items = range(4) if method == pool.map else [(n,) for n in range(4)]
                print(method(parse, items))
            except BadRow as error:
                print(method.__name__, type(error).__name__, error, error.row, error.args)
                print("  cause:", type(error.__cause__).__name__, "BadRow" in str(error.__cause__))
        iterator = pool.imap(parse, range(1, 8))
        while True:
            try:
                print("next:", next(iterator))
            except StopIteration:
                break
            except Exception as error:
                print("next raised:", type(error).__name__, error)
        seen = []
        result = pool.map_async(parse, [7, 3], error_callback=lambda error: seen.append(f"{type(error).__name__}: {error}"), chunksize=2)
        result.wait(20)
        print(result.ready(), result.successful())
        try:
            result.get()
        except Exception as error:
            lines = traceback.format_exception(error)
            text = "".join(lines)
            print("KeyError" in text, "direct cause" in text, text.rstrip().splitlines()[-1])
        print(seen)
        print(pool.map(parse, [0, 1, 2]))


if __name__ == "__main__":
    main()
