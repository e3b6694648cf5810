# Exercises: executors and pools that outlive the thread that made them, and one that is never shut down.
# case: {"main": true, "start": ["spawn"]}
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import Pool

made = {}


def square(x):
    return x * x


def make():
    made["threads"] = ThreadPoolExecutor(2)
    made["processes"] = ProcessPoolExecutor(2)
    made["pool"] = Pool(2)
    made["first"] = made["processes"].submit(square, 2)


if __name__ == "__main__":
    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    print(made["first"].result(), made["threads"].submit(square, 3).result())
    print(made["processes"].submit(square, 4).result(), made["pool"].map(square, [5, 6]))
    made["pool"].terminate()
    made["threads"].shutdown()
    print(sorted(made))
