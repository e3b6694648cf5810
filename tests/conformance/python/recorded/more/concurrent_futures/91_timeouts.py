# Exercises: map with a timeout, as_completed with a timeout, cancel of waiting futures, exceptions from callbacks, result order.
# case: {"main": true}
import concurrent.futures as cf
import threading
import time


def slow(seconds):
    time.sleep(seconds)
    return seconds


def main():
    with cf.ThreadPoolExecutor(1) as executor:
        gate = threading.Event()
        first = executor.submit(gate.wait)
        second = executor.submit(slow, 0)
        third = executor.submit(slow, 0)
        print(second.cancel(), second.cancelled(), second.done())
        try:
            third.result(timeout=0.05)
        except cf.TimeoutError:
            print("not yet", third.running())
        try:
            for future in cf.as_completed([first, third], timeout=0.05):
                print(future)
        except TimeoutError as error:
            print("TimeoutError:", error)
        print(first.cancel())
        gate.set()
        print(first.result(), third.result())
        try:
            second.result()
        except cf.CancelledError as error:
            print(type(error).__name__, repr(str(error)), isinstance(error, Exception))
        try:
            list(executor.map(slow, [0, 0.5], timeout=0.1))
        except TimeoutError as error:
            print("map TimeoutError:", repr(str(error)))
        done, pending = cf.wait([executor.submit(slow, 0.3)], timeout=0.01)
        print(len(done), len(pending))
    with cf.ProcessPoolExecutor(1) as executor:
        futures = [executor.submit(slow, 0.2)] + [executor.submit(slow, n) for n in range(8)]
        cancelled = [future for future in futures[4:] if future.cancel()]
        print(len(cancelled) >= 1, all(future.cancelled() for future in cancelled))
        executor.shutdown(wait=True, cancel_futures=True)
        print(futures[0].result(), futures[-1].cancelled())
    print(cf.ALL_COMPLETED, cf.FIRST_COMPLETED)


if __name__ == "__main__":
    main()
