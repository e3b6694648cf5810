# Exercises: files and folders between tasks.
# case: {"main": true}
import os
from typing import List

import flytekit
from flytekit import task, workflow
from flytekit.types.directory import FlyteDirectory
from flytekit.types.file import FlyteFile


@task
def write(lines: List[str]) -> FlyteFile:
    path = os.path.join(flytekit.current_context().working_directory, "lines.txt")
    with open(path, "w") as out:
        out.write("\n".join(lines))
    return FlyteFile(path)


@task
def count(given: FlyteFile) -> int:
    with open(given) as opened:
        return len(opened.read().splitlines())


@task
def split(given: FlyteFile) -> FlyteDirectory:
    folder = os.path.join(flytekit.current_context().working_directory, "parts")
    os.makedirs(folder, exist_ok=True)
    with open(given.download()) as opened:
        for i, line in enumerate(opened):
            with open(os.path.join(folder, f"{i}.txt"), "w") as out:
                out.write(line.strip())
    return FlyteDirectory(folder)


@task
def names(given: FlyteDirectory) -> List[str]:
    given.download()
    return sorted(os.listdir(given.path))


@workflow
def wf(lines: List[str]) -> (int, List[str]):
    made = write(lines=lines)
    return count(given=made), names(given=split(given=made))


if __name__ == "__main__":
    print(wf(lines=["a", "b", "c"]))
