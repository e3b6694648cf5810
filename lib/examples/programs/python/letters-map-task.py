# Flyte 1. Letters: a map task, whose items fold into one node. Each item is a
# container on Flyte.
import time
from functools import partial

from flytekit import map_task, task, workflow


@task
def load_letters(count: int) -> list[str]:
    return list("abcdefghijklmnopqrstuvwxyz"[:count])


@task(retries=1)
def capital(letter: str, wait_ms: int) -> str:
    time.sleep(wait_ms / 1000)
    return letter.upper()


# The values come in the order of the letters.
@task
def merge(capitals: list[str]) -> str:
    return "".join(capitals)


@workflow
def letters_wf(count: int, wait_ms: int) -> str:
    letters = load_letters(count=count)
    capitals = map_task(partial(capital, wait_ms=wait_ms))(letter=letters)
    return merge(capitals=capitals)


def main(
    count=26,  # How many letters, up to 26
    wait_ms=100,  # How long each letter takes, in ms
):
    return letters_wf(count=count, wait_ms=wait_ms)


if __name__ == "__main__":
    main()
