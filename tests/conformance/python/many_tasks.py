"""So many tasks in threads that Python collects garbage while other threads wait."""
from multiprocessing.pool import ThreadPool

if __name__ == "__main__":
    with ThreadPool(3) as pool:
        print(len(pool.map(abs, range(10_000), chunksize=1)))
