# Exercises: run_in_executor with threads and processes, to_thread, call_soon_threadsafe, run_coroutine_threadsafe.
# case: {"main": true}
import asyncio
import contextvars
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

var = contextvars.ContextVar("var", default="none")


def square(x):
    return x * x


def blocking(x):
    time.sleep(0.02)
    return x, threading.current_thread() is threading.main_thread()


def fail():
    raise KeyError("k")


async def double(x):
    await asyncio.sleep(0.01)
    return 2 * x


async def ticks(out):
    for i in range(3):
        out.append(i)
        await asyncio.sleep(0.005)


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2) as ex:
        print(await asyncio.gather(*(loop.run_in_executor(ex, square, i) for i in range(4))))
        try:
            await loop.run_in_executor(ex, fail)
        except KeyError as e:
            print("KeyError", e)
    with ThreadPoolExecutor(2) as ex:
        print(await loop.run_in_executor(ex, blocking, 1))
    print(await loop.run_in_executor(None, blocking, 2))
    var.set("set")
    print(await asyncio.to_thread(var.get), await asyncio.to_thread(blocking, 3))
    out = []
    await asyncio.gather(ticks(out), asyncio.to_thread(blocking, 4))
    print(out)
    fut = loop.create_future()
    threading.Thread(target=lambda: loop.call_soon_threadsafe(fut.set_result, "from thread")).start()
    print(await fut)

    def other():
        f = asyncio.run_coroutine_threadsafe(double(21), loop)
        return f.result()

    print(await asyncio.to_thread(other))
    start = time.perf_counter()
    task = asyncio.create_task(double(1))
    time.sleep(0.05)
    print(task.done(), time.perf_counter() - start >= 0.05)
    print(await task)
    try:
        asyncio.run(double(1))
    except RuntimeError as e:
        print(e)


if __name__ == "__main__":
    asyncio.run(main())
    with asyncio.Runner() as runner:
        print(runner.run(double(4)), runner.run(double(5)))
    loop = asyncio.new_event_loop()
    print(loop.run_until_complete(double(6)), loop.is_running(), loop.is_closed())
    loop.close()
    print(loop.is_closed())
