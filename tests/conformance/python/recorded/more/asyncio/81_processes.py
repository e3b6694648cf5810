# Exercises: run_in_executor with a process pool, partial, a broken pool, a Manager queue, a thread that feeds an asyncio queue.
# case: {"main": true}
import asyncio
import functools
import multiprocessing as mp
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def power(base, exponent):
    return base**exponent


def cpu(n):
    total = 0
    for i in range(n):
        total += i * i
    return total


def report(queue, i):
    queue.put(i)
    return i


async def feed():
    loop = asyncio.get_running_loop()
    queue = asyncio.Queue()

    def produce():
        for i in range(3):
            time.sleep(0.005)
            loop.call_soon_threadsafe(queue.put_nowait, i)

    threading.Thread(target=produce).start()
    return [await queue.get() for _ in range(3)]


async def heartbeat(beats, stop):
    while not stop.is_set():
        beats.append(1)
        await asyncio.sleep(0.002)


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2) as pool:
        jobs = [loop.run_in_executor(pool, functools.partial(power, n, exponent=3)) for n in range(4)]
        print(await asyncio.gather(*jobs))
        beats, stop = [], asyncio.Event()
        beating = asyncio.create_task(heartbeat(beats, stop))
        print(await loop.run_in_executor(pool, cpu, 200_000))
        stop.set()
        await beating
        print(len(beats) > 1)
        for job in asyncio.as_completed([loop.run_in_executor(pool, power, 2, 5)]):
            print(await job)
    with mp.Manager() as manager, ProcessPoolExecutor(2) as pool:
        queue = manager.Queue()
        await asyncio.gather(*(loop.run_in_executor(pool, report, queue, i) for i in range(4)))
        print(sorted(queue.get() for _ in range(4)), queue.empty())
    print(await feed())
    with ThreadPoolExecutor(1) as threads:
        future = loop.run_in_executor(threads, time.sleep, 0.01)
        print(future.done(), await future, future.done())


if __name__ == "__main__":
    asyncio.run(main())
