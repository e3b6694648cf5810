"""Letters: a pool of processes, with Python's standard library alone.

No steps, no retries, no record of each letter: all that is yours to write.
"""

import time
from multiprocessing import Pool


def capital(letter, wait_ms):
    time.sleep(wait_ms / 1000)
    return letter.upper()


def main(
    count=26,  # how many letters, up to 26
    wait_ms=100,  # how long each letter takes, in ms
    processes=8,  # of the pool
    chunk=1,  # letters per message; 0 for Pool's own rule
):
    letters = "abcdefghijklmnopqrstuvwxyz"[:count]
    work = [(letter, wait_ms) for letter in letters]
    start = time.perf_counter()
    with Pool(processes) as pool:
        capitals = pool.starmap(capital, work, chunk or None)
    took = time.perf_counter() - start
    waves = -(-len(letters) // processes)
    print(f"{len(letters)} letters took {took * 1000 / wait_ms:.1f} waits")
    print(f"{waves} waves of {processes} letters are the least")
    return "".join(capitals)


if __name__ == "__main__":
    main()
