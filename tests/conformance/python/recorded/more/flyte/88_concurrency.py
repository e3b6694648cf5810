# Exercises: asyncio's own tools around tasks: create_task, TaskGroup-like waits, a semaphore, timeouts and as_completed.
# case: {"main": true}
import asyncio

import flyte

env = flyte.TaskEnvironment(name="loops", reusable=flyte.ReusePolicy(replicas=(1, 2), concurrency=4, idle_ttl=60))


@env.task
async def wait(ms: int) -> int:
    await asyncio.sleep(ms / 1000)
    return ms


@env.task
async def main() -> list[str]:
    lines = []
    first = asyncio.create_task(wait(40))
    second = asyncio.create_task(wait(10))
    done, pending = await asyncio.wait({first, second})
    lines.append(f"{sorted(task.result() for task in done)} {len(pending)}")
    order = [await each for each in asyncio.as_completed([wait(120), wait(10), wait(60)])]
    lines.append(str(order))
    limit = asyncio.Semaphore(1)

    async def limited(ms):
        async with limit:
            return await wait(ms)

    lines.append(str(await asyncio.gather(limited(5), limited(1))))
    try:
        await asyncio.wait_for(wait(2000), timeout=0.05)
    except asyncio.TimeoutError:
        lines.append("timed out")
    return lines


if __name__ == "__main__":
    flyte.init()
    print(*flyte.run(main).outputs()[0], sep="\n")
