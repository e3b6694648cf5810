# Exercises: groups, traces in groups, a sync trace, a traced generator, and flyte.ctx().
# case: {"main": true}
import asyncio

import flyte

env = flyte.TaskEnvironment(name="grouped", description="groups and traces")


@flyte.trace
async def fetch(page: int) -> str:
    await asyncio.sleep(0.01 * page)
    return f"page {page}"


@flyte.trace
def count(text: str) -> int:
    return len(text)


@flyte.trace
async def stream(n: int):
    for i in range(n):
        yield i


@env.task
def measure(texts: list[str]) -> list[int]:
    return [count(text) for text in texts]


@env.task(short_name="collect")
async def collect(pages: int) -> list[str]:
    with flyte.group("fetching"):
        found = await asyncio.gather(*(fetch(i) for i in range(pages)))
    with flyte.group("counting"):
        print("lengths", await measure.aio(list(found)))
    print("streamed", [i async for i in stream(3)])
    print("in a task:", bool(flyte.ctx()), flyte.ctx().mode)
    return list(found)


@env.task
async def main(pages: int = 3) -> str:
    with flyte.group("outer"):
        found = await collect(pages)
    return ", ".join(found)


if __name__ == "__main__":
    print("outside:", bool(flyte.ctx()))
    flyte.init_from_config()
    run = flyte.run(main)
    print(run.outputs()[0])
