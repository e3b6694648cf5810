# Exercises: a File and a Dir that tasks make and read.
# case: {"main": true}
import os
import tempfile

import flyte
from flyte.io import Dir, File

env = flyte.TaskEnvironment(name="files")


@env.task
async def write(text: str) -> File:
    path = os.path.join(tempfile.mkdtemp(), "note.txt")
    with open(path, "w") as out:
        out.write(text)
    return await File.from_local(path)


@env.task
async def read(note: File) -> str:
    async with note.open("rb") as opened:
        data = await opened.read()
    return bytes(data).decode()


@env.task
async def folder(names: list[str]) -> Dir:
    made = tempfile.mkdtemp()
    for name in names:
        with open(os.path.join(made, f"{name}.md"), "w") as out:
            out.write(f"# {name}\n")
    return await Dir.from_local(made)


@env.task
async def listing(made: Dir) -> list[str]:
    found = []
    async for each in made.walk():
        path = await each.download()
        with open(path) as opened:
            found.append(f"{each.name} {opened.read().strip()}")
    return sorted(found)


@env.task
async def main() -> list[str]:
    note = await write("hello")
    lines = [await read(note)]
    lines += await listing(await folder(["a", "b"]))
    return lines


if __name__ == "__main__":
    flyte.init()
    for line in flyte.run(main).outputs()[0]:
        print(line)
