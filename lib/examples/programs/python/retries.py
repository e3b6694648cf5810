"""Retries by hand: what a failure costs.

multiprocessing has no retries. One error, and map gives nothing at all.
"""

import random
import time
from multiprocessing import Pool


class Flaky(Exception):
    pass


# Fails at its first attempts, as often as the seed says.
def piece(index, attempt, item_ms, fail_rate, seed):
    time.sleep(item_ms / 1000)
    chance = random.Random(f"{seed} {index} {attempt}").random()
    if chance < fail_rate:
        raise Flaky(f"piece {index}, attempt {attempt}")
    return index


# All or nothing: one error loses what the others did, so all run again.
def whole_map_again(pool, items, attempts, *rest):
    ran = 0
    for attempt in range(1, attempts + 1):
        ran += items
        try:
            work = [(index, attempt, *rest) for index in range(items)]
            return pool.starmap(piece, work, 1), ran
        except Flaky as error:
            print(f"attempt {attempt} of the whole map: {error}")
    return None, ran


# One result per item: only what failed runs again.
def items_again(pool, items, attempts, *rest):
    done, ran = {}, 0
    for attempt in range(1, attempts + 1):
        left = [index for index in range(items) if index not in done]
        ran += len(left)
        calls = [
            (index, pool.apply_async(piece, (index, attempt, *rest)))
            for index in left
        ]
        for index, call in calls:
            try:
                done[index] = call.get()
            except Flaky as error:
                print(f"again: {error}")
        if len(done) == items:
            break
    return [done.get(index) for index in range(items)], ran


def main(
    items=26,  # how many pieces
    item_ms=20,  # how long each takes, in ms
    fail_rate=0.1,  # share of attempts that fail, 0 to 1
    attempts=5,  # of each, at most
    workers=4,  # processes of the pool
    seed=1,  # another seed, other failures
):
    rest = (item_ms, fail_rate, seed)
    with Pool(workers) as pool:
        all_done, all_ran = whole_map_again(pool, items, attempts, *rest)
        some_done, some_ran = items_again(pool, items, attempts, *rest)
    print(f"whole map again: {all_ran} pieces run, done: {bool(all_done)}")
    print(f"items again: {some_ran} pieces run, done: {None not in some_done}")
    return {"whole map again": all_ran, "items again": some_ran}


if __name__ == "__main__":
    main()
