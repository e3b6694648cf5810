"""Squares: when multiprocessing is slower.

The work is tiny: what you see is the price of moving numbers.
"""

import time
from multiprocessing import Pool, Process, Queue, cpu_count


def square(n):
    return n * n


def one_process(numbers):
    return [square(n) for n in numbers]


# One number per message until "STOP", then the whole list.
def squarer(todo, done):
    squares = []
    for n in iter(todo.get, "STOP"):
        squares.append(square(n))
    done.put(squares)


def through_queue(numbers):
    todo, done = Queue(), Queue()
    workers = [
        Process(target=squarer, args=(todo, done)) for _ in range(cpu_count())
    ]
    for worker in workers:
        worker.start()
    for n in numbers:
        todo.put(n)
    for _ in workers:
        todo.put("STOP")
    squares = [n for _ in workers for n in done.get()]
    for worker in workers:
        worker.join()
    moved = sum(found != n * n for n, found in enumerate(squares))
    print(f"queue: {moved} of {len(squares)} squares out of place")
    return sorted(squares)


def main(
    count=2000,  # how many numbers; Dagster's example uses 100000
    chunk_sizes=[1, 10, 500],  # chunk sizes to try, one map each
):
    numbers = range(count)
    one = None

    # Log times, but never return them.
    def measure(name, work):
        nonlocal one
        start = time.perf_counter()
        squares = work()
        took = max(time.perf_counter() - start, 0.0001)
        one = one or took
        print(f"{name}: {took * 1000:.1f} ms, {took / one:.2f} × one process")
        return sum(squares)

    sums = {"one_process": measure("one_process", lambda: one_process(numbers))}
    sums["queue"] = measure("queue", lambda: through_queue(numbers))
    with Pool() as pool:
        pool.map(square, [0])  # its workers are there now
        sums["map"] = measure("map", lambda: pool.map(square, numbers))
        for size in chunk_sizes:
            name = f"map_{size}"
            sums[name] = measure(name, lambda: pool.map(square, numbers, size))
    return sums


if __name__ == "__main__":
    main()
