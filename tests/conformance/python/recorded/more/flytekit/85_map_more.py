# Exercises: map tasks in dynamics, of strings, with two lists, without outputs, of an empty list, and with concurrency.
# case: {"main": true}
# cluster: items run in parallel, so the printed lines come in any order.
from functools import partial
from typing import List, Optional

from flytekit import dynamic, map_task, task, workflow


@task
def shout(word: str, mark: str = "!") -> str:
    return word.upper() + mark


@task
def add(a: int, b: int) -> int:
    return a + b


@task
def note(x: int):
    print("note", x)


@task
def risky(x: int) -> int:
    if x == 2:
        raise ValueError("two")
    return x


@task
def join(words: List[str]) -> str:
    return " ".join(words)


@task
def known(xs: List[Optional[int]]) -> List[int]:
    return [x for x in xs if x is not None]


@dynamic
def sized(n: int) -> str:
    words = [f"w{i}" for i in range(n)]
    return join(words=map_task(partial(shout, mark="?"), concurrency=2)(word=words))


@workflow
def everything(n: int) -> str:
    map_task(note)(x=[1, 2])
    return sized(n=n)


@workflow
def sums(xs: List[int], ys: List[int]) -> List[int]:
    return map_task(add)(a=xs, b=ys)


@workflow
def some(xs: List[int]) -> List[int]:
    return known(xs=map_task(risky, min_success_ratio=0.5)(x=xs))


if __name__ == "__main__":
    print(everything(n=3))
    print(everything(n=0))
    print(sums(xs=[1, 2], ys=[10, 20]))
    print(some(xs=[1, 2, 3]))
    print(map_task(add)(a=[1], b=[2]))
