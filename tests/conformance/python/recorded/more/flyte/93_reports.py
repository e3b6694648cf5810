# Exercises: a report, files and dirs, a DataFrame-free ETL with async map, retries by hand, a cached step, error aggregation.
# case: {"main": true}
import asyncio
import json
import os
import tempfile
from typing import List

import flyte
import flyte.report
from flyte.io import Dir, File

env = flyte.TaskEnvironment(name="reports")
tries = {}


@env.task
async def write(name: str, rows: int) -> File:
    path = os.path.join(tempfile.mkdtemp(), f"{name}.json")
    with open(path, "w") as out:
        json.dump(list(range(rows)), out)
    return await File.from_local(path)


@env.task
async def count(file: File) -> int:
    async with file.open("rb") as stream:
        data = await stream.read()
    return len(json.loads(bytes(data)))


@env.task(report=True)
async def render(total: int) -> str:
    await flyte.report.replace.aio(f"<h1>{total}</h1>")
    await flyte.report.flush.aio()
    return f"rendered {total}"


@env.task
async def folder(names: List[str]) -> Dir:
    path = tempfile.mkdtemp()
    for name in names:
        with open(os.path.join(path, name), "w") as out:
            out.write(name * 2)
    return await Dir.from_local(path)


@env.task
async def sizes(source: Dir) -> List[int]:
    found = []
    async for file in source.walk():
        async with file.open("rb") as stream:
            found.append((file.name, len(bytes(await stream.read()))))
    return [size for _, size in sorted(found)]


async def retrying(call, attempts=3):
    for attempt in range(attempts):
        try:
            return await call()
        except flyte.errors.RuntimeUserError as error:
            print("retry", attempt, error.code)
    raise RuntimeError("gave up")


@env.task
async def unstable(n: int) -> int:
    tries[n] = tries.get(n, 0) + 1
    if tries[n] < n:
        raise OSError("unstable")
    return n


@env.task
async def main() -> str:
    files = await asyncio.gather(*(write(f"f{i}", rows=i) for i in range(1, 4)))
    counts = await asyncio.gather(*(count(file) for file in files))
    text = await render(sum(counts))
    found = await sizes(await folder(["a", "bb"]))
    number = await retrying(lambda: unstable(3))
    try:
        await retrying(lambda: unstable(9), attempts=1)
    except RuntimeError as error:
        text += f" ({error})"
    return f"{text} {list(counts)} {found} {number}"


if __name__ == "__main__":
    flyte.init()
    print(flyte.run(main).outputs()[0])
