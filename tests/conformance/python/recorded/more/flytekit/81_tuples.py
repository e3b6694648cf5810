# Exercises: several outputs, named outputs, and their use in workflows.
# case: {"main": true}
# case: {"workflow": "stats", "inputs": {"xs": [3.0, 1.0, 2.0]}}
# case: {"workflow": "spread", "inputs": {"xs": [3.0, 1.0]}}
from typing import List, NamedTuple, Tuple

from flytekit import task, workflow

Summary = NamedTuple("Summary", mean=float, largest=float)


@task
def bounds(xs: List[float]) -> Tuple[float, float]:
    return min(xs), max(xs)


@task
def summary(xs: List[float]) -> Summary:
    return Summary(mean=sum(xs) / len(xs), largest=max(xs))


@task
def minus(a: float, b: float) -> float:
    return a - b


@workflow
def spread(xs: List[float]) -> float:
    low, high = bounds(xs=xs)
    return minus(a=high, b=low)


@workflow
def stats(xs: List[float]) -> Tuple[float, float, float]:
    found = summary(xs=xs)
    return found.mean, found.largest, spread(xs=xs)


if __name__ == "__main__":
    print(stats(xs=[1.0, 4.0]))
    print(bounds(xs=[2.0, 1.0]))
    result = summary(xs=[2.0, 4.0])
    print(result.mean, result.largest, type(result).__name__)
