# Exercises: TaskGroup with failures and cancellation, except*, timeout, timeout_at, wait_for, shield, Runner, contextvars.
# case: {"main": true}
import asyncio
import contextvars

name = contextvars.ContextVar("name", default="nobody")


async def work(label, delay, fail=False):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print(label, "cancelled")
        raise
    if fail:
        raise ValueError(label)
    return label


async def groups():
    async with asyncio.TaskGroup() as tg:
        a, b = tg.create_task(work("a", 0.01)), tg.create_task(work("b", 0.005))
    print(a.result(), b.result())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work("slow", 5))
            tg.create_task(work("bad1", 0.01, True))
            tg.create_task(work("bad2", 0.01, True))
    except* ValueError as group:
        print(sorted(str(e) for e in group.exceptions), str(group))


async def timeouts():
    try:
        async with asyncio.timeout(0.02):
            await work("t1", 5)
    except TimeoutError:
        print("timeout")
    async with asyncio.timeout(None) as scope:
        scope.reschedule(asyncio.get_running_loop().time() + 5)
        print(await work("t2", 0.001), scope.expired())
    try:
        await asyncio.wait_for(work("t3", 5), 0.01)
    except asyncio.TimeoutError as error:
        print(type(error).__name__)
    inner = asyncio.create_task(work("shielded", 0.03))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.005)
    except TimeoutError:
        print("outer timed out", inner.done())
    print(await inner)


async def child():
    name.set("child")
    return name.get()


async def main():
    await groups()
    await timeouts()
    print(await asyncio.create_task(child()), name.get())
    results = await asyncio.gather(work("x", 0.001), work("y", 0.001, True), return_exceptions=True)
    print(results)
    done, pending = await asyncio.wait(
        [asyncio.create_task(work("fast", 0.001)), asyncio.create_task(work("later", 5))],
        return_when=asyncio.FIRST_COMPLETED,
    )
    print(len(done), len(pending))
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main())
    with asyncio.Runner() as runner:
        print(runner.run(work("r1", 0.001)), runner.run(work("r2", 0.001)))
        print(runner.get_loop().is_running())
