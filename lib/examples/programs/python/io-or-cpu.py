"""Waiting or computing.

The same list four times: items that wait and items that compute, in one
event loop and in a pool of processes.
"""

import asyncio
import time
from multiprocessing import Pool


async def wait(ms):
    await asyncio.sleep(ms / 1000)


async def compute_in_loop(ms):
    compute(ms)  # blocks everything else in the loop


def wait_in_process(ms):
    time.sleep(ms / 1000)


def compute(ms):
    end = time.perf_counter() + ms / 1000
    while time.perf_counter() < end:
        pass


async def gathered(work, items, item_ms):
    await asyncio.gather(*(work(item_ms) for _ in range(items)))


def main(
    items=12,  # how many items, of each kind
    item_ms=40,  # how long each waits or computes, in ms
    workers=2,  # processes of the pool
):
    def measure(name, work):
        start = time.perf_counter()
        work()
        took = (time.perf_counter() - start) * 1000
        print(f"{name}: {took:.0f} ms for {items * item_ms} ms of items")

    def in_loop(work):
        asyncio.run(gathered(work, items, item_ms))

    measure("waiting, loop", lambda: in_loop(wait))
    measure("computing, loop", lambda: in_loop(compute_in_loop))
    with Pool(workers) as pool:
        pool.map(compute, [0] * workers, 1)  # its workers are there now
        every = [item_ms] * items
        measure("waiting, pool", lambda: pool.map(wait_in_process, every, 1))
        measure("computing, pool", lambda: pool.map(compute, every, 1))


if __name__ == "__main__":
    main()
