# Exercises: lists of promises, a workflow in a workflow, tasks in tasks, wrong calls and their texts.
# case: {"main": true}
from typing import List

from flytekit import current_context, task, workflow


@task
def inc(a: int) -> int:
    return a + 1


@task
def total(xs: List[int]) -> int:
    return sum(xs)


@task
def compose(a: int) -> int:
    return inc(a=a)


@task
def context() -> str:
    return type(current_context().execution_id.name).__name__


@workflow
def sub(a: int, b: int = 5) -> int:
    return total(xs=[inc(a=a), inc(a=b), 7])


@workflow
def top(a: int) -> (int, str):
    return sub(a=sub(a=a)), context()


def attempt(call):
    try:
        call()
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    print(top(a=1))
    print(compose(a=4))
    attempt(lambda: sub())
    attempt(lambda: sub(c=1))
    attempt(lambda: inc(1, 2))
    attempt(lambda: inc(a=None))
    attempt(lambda: total(xs=(1, 2)))
    attempt(lambda: total(xs=[1, "2"]))
    attempt(lambda: total(xs=5))

    @workflow
    def loops(n: int) -> int:
        return total(xs=[inc(a=i) for i in range(n)])

    attempt(lambda: loops(n=2))

    @workflow
    def compares(n: int) -> int:
        if n > 1:
            return inc(a=n)
        return inc(a=0)

    attempt(lambda: compares(n=2))
