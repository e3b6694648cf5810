# Exercises: processes, results and futures that are polled without a sleep.
# case: {"main": true, "start": ["spawn"]}
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool, Process


def square(x):
    return x * x


if __name__ == "__main__":
    process = Process(target=square, args=(2,))
    process.start()
    n = 0
    while process.is_alive():
        n += 1
    print(process.exitcode, n > 0)
    with Pool(2) as pool:
        result = pool.map_async(square, range(4))
        while not result.ready():
            pass
        print(result.get())
    with ProcessPoolExecutor(1) as executor:
        future = executor.submit(square, 5)
        while not future.done():
            pass
        print(future.result())
