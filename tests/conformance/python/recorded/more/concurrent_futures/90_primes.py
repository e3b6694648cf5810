# Exercises: the documentation's prime example with ProcessPoolExecutor.map, zip, chunksize, and futures' states.
# case: {"main": true}
import math
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, TimeoutError, as_completed, wait

PRIMES = [112272535095293 % 99991, 115280095190773 % 99989, 1099726899285419 % 10007, 97, 100, 7919]


def is_prime(n):
    if n < 2:
        return False
    if n == 2:
        return True
    if n % 2 == 0:
        return False
    return all(n % i for i in range(3, int(math.floor(math.sqrt(n))) + 1, 2))


def power(base, exponent):
    return base**exponent


def divide(a, b):
    return a / b


def main():
    with ProcessPoolExecutor() as executor:
        for number, prime in zip(PRIMES, executor.map(is_prime, PRIMES)):
            print("%d is prime: %s" % (number, prime))
    with ProcessPoolExecutor(max_workers=2) as executor:
        print(list(executor.map(power, [2, 3, 4], [5, 2, 1, 9], chunksize=2)))
        future = executor.submit(divide, 1, b=4)
        print(future.result(), future.done(), future.running(), future.cancelled(), future.exception())
        bad = executor.submit(divide, 1, 0)
        error = bad.exception(timeout=30)
        print(type(error).__name__, error, type(error.__cause__).__name__)
        calls = []
        good = executor.submit(power, 2, 10)
        good.add_done_callback(lambda f: calls.append(f.result()))
        good.result()
        wait([good])
        done = wait([executor.submit(power, 2, n) for n in range(3)], return_when=FIRST_COMPLETED)
        print(len(done.done) >= 1, type(done).__name__)
        print(sorted(f.result() for f in as_completed([executor.submit(power, n, 2) for n in range(4)])))
    good.add_done_callback(lambda f: calls.append("late"))
    print(calls)
    future = Future()
    print(future.cancel(), future.cancelled(), future.set_running_or_notify_cancel())
    future = Future()
    print(future)if False else print(repr(future).split(" at ")[0], future.set_running_or_notify_cancel(), future.running())
    try:
        future.result(timeout=0.01)
    except TimeoutError as error:
        print("TimeoutError", repr(str(error)))
    future.set_exception(KeyError("k"))
    try:
        future.result()
    except KeyError as error:
        print("KeyError", error)


if __name__ == "__main__":
    main()
