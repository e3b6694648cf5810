# Exercises: TaskGroup with nested groups, ExceptionGroup, Condition, Event, Lock order, contextvars in tasks, async generators.
# case: {"main": true}
import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")


async def produce(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def greet(name):
    user.set(name)
    await asyncio.sleep(0)
    return f"hello {user.get()}"


async def fail(error, delay):
    await asyncio.sleep(delay)
    raise error


async def main():
    async with asyncio.TaskGroup() as outer:
        async with asyncio.TaskGroup() as inner:
            a = inner.create_task(greet("ada"))
            b = inner.create_task(greet("bob"))
        c = outer.create_task(greet("cy"))
    print(a.result(), b.result(), c.result(), user.get())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(ValueError("v"), 0))
            group.create_task(fail(TypeError("t"), 0))
            slow = group.create_task(asyncio.sleep(30))
    except* ValueError as caught:
        print("values", caught.exceptions, caught)
    except* TypeError as caught:
        print("types", caught.exceptions)
    print(slow.cancelled())
    print([i async for i in produce(4)], [i async for i in produce(5) if i % 2])
    order = []
    lock = asyncio.Lock()

    async def locked(n):
        async with lock:
            order.append(n)
            await asyncio.sleep(0)

    await asyncio.gather(*(locked(n) for n in range(4)))
    print(order, lock.locked())
    condition, ready = asyncio.Condition(), []

    async def waiter(n):
        async with condition:
            await condition.wait_for(lambda: ready)
            order.append(f"w{n}")

    tasks = [asyncio.create_task(waiter(n)) for n in range(2)]
    await asyncio.sleep(0)
    async with condition:
        ready.append(1)
        condition.notify_all()
    await asyncio.gather(*tasks)
    print(order[4:])
    try:
        async with asyncio.timeout(0.01):
            await asyncio.Event().wait()
    except TimeoutError as error:
        print("TimeoutError", repr(str(error)))
    done, pending = await asyncio.wait([asyncio.create_task(asyncio.sleep(0, 1)), asyncio.create_task(asyncio.sleep(9))], return_when=asyncio.FIRST_COMPLETED)
    print([t.result() for t in done], len(pending))
    for task in pending:
        task.cancel("enough")
        try:
            await task
        except asyncio.CancelledError as error:
            print("cancelled", error.args)
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.005, future.set_result, 42)
    print(await future, future.done())


if __name__ == "__main__":
    asyncio.run(main(), debug=False)
