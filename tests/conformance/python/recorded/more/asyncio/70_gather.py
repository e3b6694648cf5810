# Exercises: gather, return_exceptions, TaskGroup, timeouts, shield, queues, locks, events, semaphores.
# case: {"main": true}
import asyncio


async def job(n, delay=0.01):
    await asyncio.sleep(delay * n)
    if n == 3:
        raise ValueError(f"bad {n}")
    return n


async def worker(name, queue, out):
    while True:
        item = await queue.get()
        out.append((name, item))
        await asyncio.sleep(0.001)
        queue.task_done()


async def main():
    print(await asyncio.gather(job(2), job(1), job(0)))
    print(await asyncio.gather(job(1), job(3), return_exceptions=True))
    try:
        await asyncio.gather(job(1), job(3))
    except ValueError as e:
        print(e)
    try:
        async with asyncio.TaskGroup() as tg:
            a = tg.create_task(job(1))
            b = tg.create_task(job(3))
            c = tg.create_task(job(50))
    except* ValueError as group:
        print(group.exceptions, a.done(), c.cancelled())
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(1)
    except TimeoutError as e:
        print("timeout", repr(e))
    try:
        await asyncio.wait_for(job(50), 0.01)
    except asyncio.TimeoutError as e:
        print("wait_for", repr(e))
    t = asyncio.create_task(job(2))
    try:
        await asyncio.wait_for(asyncio.shield(t), 0.001)
    except TimeoutError:
        print("shielded", t.cancelled(), await t)
    queue, out = asyncio.Queue(), []
    workers = [asyncio.create_task(worker(f"w{n}", queue, out)) for n in range(2)]
    for i in range(4):
        queue.put_nowait(i)
    await queue.join()
    for w in workers:
        w.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))
    print(out)
    sem, running, most = asyncio.Semaphore(2), 0, 0

    async def limited():
        nonlocal running, most
        async with sem:
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.001)
            running -= 1

    await asyncio.gather(*(limited() for _ in range(5)))
    print(most)
    event = asyncio.Event()
    waiting = asyncio.create_task(event.wait())
    await asyncio.sleep(0)
    event.set()
    print(await waiting)
    done, pending = await asyncio.wait([asyncio.create_task(job(n)) for n in (0, 20)], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    for p in pending:
        p.cancel()
    order = []
    for f in asyncio.as_completed([job(2), job(0), job(1)]):
        order.append(await f)
    print(order)
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()))


asyncio.run(main(), debug=False)
try:
    asyncio.run(job(3))
except ValueError as e:
    print("run", e)
