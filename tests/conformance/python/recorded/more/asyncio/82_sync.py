# Exercises: Lock, Semaphore, Event, Condition, Barrier, Queue with join, PriorityQueue, streams of results, cancellation.
# case: {"main": true}
import asyncio


async def worker(name, queue, out, limit):
    while True:
        item = await queue.get()
        async with limit:
            await asyncio.sleep(0.001)
            out.append(item)
        queue.task_done()


async def pings(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0)


async def main():
    queue, out, limit = asyncio.Queue(maxsize=3), [], asyncio.Semaphore(2)
    workers = [asyncio.create_task(worker(f"w{i}", queue, out, limit), name=f"w{i}") for i in range(3)]
    for i in range(10):
        await queue.put(i)
    await queue.join()
    for task in workers:
        task.cancel()
    print([type(e).__name__ for e in await asyncio.gather(*workers, return_exceptions=True)])
    print(sorted(out), [t.get_name() for t in workers])
    ranked = asyncio.PriorityQueue()
    for pair in ((2, "b"), (1, "a"), (3, "c")):
        ranked.put_nowait(pair)
    print([ranked.get_nowait()[1] for _ in range(3)])
    try:
        ranked.get_nowait()
    except asyncio.QueueEmpty as error:
        print(type(error).__name__)
    print([i async for i in pings(3)])
    condition, ready = asyncio.Condition(), []

    async def waiter(i):
        async with condition:
            await condition.wait_for(lambda: len(ready) > 0)
            return i

    tasks = [asyncio.create_task(waiter(i)) for i in range(3)]
    await asyncio.sleep(0)
    async with condition:
        ready.append(1)
        condition.notify_all()
    print(await asyncio.gather(*tasks))
    barrier = asyncio.Barrier(2)
    print(sorted(await asyncio.gather(barrier.wait(), barrier.wait())))
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(0.005, event.set)
    print(await event.wait(), event.is_set())
    lock = asyncio.Lock()
    async with lock:
        print(lock.locked())
    print(lock.locked())
    loop = asyncio.get_running_loop()
    print(loop.is_running(), asyncio.current_task().get_name().startswith("Task-"), len(asyncio.all_tasks()))
    eager = await asyncio.gather(*(asyncio.to_thread(pow, 2, n) for n in range(3)))
    print(eager)


asyncio.run(main())
