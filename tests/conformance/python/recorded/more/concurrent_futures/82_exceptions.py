# Exercises: exceptions with a custom __init__, their cause, callbacks that raise, cancelled futures, as_completed with a timeout.
# case: {"main": true, "start": ["fork"]}
import time
from concurrent.futures import CancelledError, Future, InvalidStateError, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures import as_completed, wait, FIRST_EXCEPTION, FIRST_COMPLETED


class Bad(Exception):
    def __init__(self, code, why):
        super().__init__(code, why)
        self.code, self.why = code, why

    def __str__(self):
        return f"{self.code}: {self.why}"


def fail(x):
    raise Bad(x, "because")


def chained():
    try:
        {}["k"]
    except KeyError as error:
        raise ValueError("lookup") from error


def nap(x):
    time.sleep(x)
    return x


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as ex:
        error = ex.submit(fail, 7).exception()
        print(type(error).__name__, error, error.code, type(error.__cause__).__name__)
        error = ex.submit(chained).exception()
        print(error, "KeyError: 'k'" in str(error.__cause__))
        futures = [ex.submit(nap, 0.01), ex.submit(fail, 1), ex.submit(nap, 0.3)]
        done, pending = wait(futures, return_when=FIRST_EXCEPTION)
        print(futures[1] in done, futures[2] in pending)
        try:
            for future in as_completed([ex.submit(nap, 0.5)], timeout=0.05):
                print("never")
        except TimeoutError as error:
            print(error)
    with ThreadPoolExecutor(1) as ex:
        first = ex.submit(nap, 0.1)
        second = ex.submit(nap, 0.1)
        print(second.cancel(), second.cancelled(), second.done(), first.cancel())
        try:
            second.result()
        except CancelledError:
            print("cancelled")
        done, pending = wait([first, second], return_when=FIRST_COMPLETED)
        print(second in done)
        print(first.result())
    future = Future()
    order = []
    future.add_done_callback(lambda f: order.append("a"))
    future.add_done_callback(lambda f: order.append(f.result()))
    future.set_result(5)
    print(order)
    try:
        future.set_result(6)
    except InvalidStateError as error:
        print(str(error)[:18])
