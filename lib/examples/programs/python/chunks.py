"""Chunks: the lost wave.

26 equal items on 4 workers, in the chunks of Pool.map, then one by one.
"""

import time
from multiprocessing import Pool


def piece(item_ms):
    time.sleep(item_ms / 1000)
    return item_ms


# The rule of Pool.map: four chunks for each worker, rounded up.
def default_chunk(items, workers):
    chunk, rest = divmod(items, 4 * workers)
    return chunk + 1 if rest else chunk


# Rounds of chunks, each as long as its items: how long it takes, in items.
def length(items, workers, chunk):
    chunks = -(-items // chunk)
    return -(-chunks // workers) * chunk


def main(
    items=26,  # how many items
    item_ms=30,  # how long each takes, in ms
    workers=4,  # processes of the pool
):
    work = [item_ms] * items
    rule = default_chunk(items, workers)
    with Pool(workers) as pool:
        pool.map(piece, [0] * workers, 1)  # its workers are there now
        for name, chunk in (("default", None), ("one by one", 1)):
            start = time.perf_counter()
            pool.map(piece, work, chunk)
            took = (time.perf_counter() - start) * 1000
            print(f"{name}: {took:.0f} ms, {took / item_ms:.1f} items long")
    return {
        "default chunk": rule,
        "default, in items": length(items, workers, rule),
        "one by one, in items": length(items, workers, 1),
        "table": {
            n: [length(items, n, default_chunk(items, n)), -(-items // n)]
            for n in (1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 26)
        },
    }


if __name__ == "__main__":
    main()
