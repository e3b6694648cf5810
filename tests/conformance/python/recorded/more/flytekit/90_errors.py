# Exercises: exceptions through workflows, subworkflows, dynamics and maps, with their classes and texts; error of wrong returns; on_failure.
# case: {"workflow": "simple", "inputs": {"x": 0}}
# case: {"workflow": "nested", "inputs": {"x": 0}}
# case: {"workflow": "dyn", "inputs": {"x": 3}}
# case: {"workflow": "mapped", "inputs": {"xs": [1, 0, 2]}}
# case: {"workflow": "custom", "inputs": {}}
# case: {"workflow": "tolerant", "inputs": {"xs": [1, 0, 2, 0]}}
# case: {"workflow": "wrong", "inputs": {"x": 1}}
# case: {"workflow": "clean", "inputs": {"x": 0}}
from typing import List, Optional

from flytekit import dynamic, map_task, task, workflow


class Boom(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


@task
def invert(x: int) -> float:
    return 1 / x


@task
def raise_custom(code: int) -> int:
    if code:
        raise Boom(code)
    return code


@workflow
def simple(x: int) -> float:
    return invert(x=x)


@workflow
def nested(x: int) -> float:
    return simple(x=x)


@dynamic
def counting(x: int) -> List[float]:
    return [invert(x=i) for i in range(x, -1, -1)]


@workflow
def dyn(x: int) -> List[float]:
    return counting(x=x)


@workflow
def mapped(xs: List[int]) -> List[float]:
    return map_task(invert)(x=xs)


@workflow
def custom() -> int:
    return raise_custom(code=7)


@task
def present(values: List[Optional[float]]) -> List[str]:
    return ["none" if value is None else f"{value:.1f}" for value in values]


@workflow
def tolerant(xs: List[int]) -> List[str]:
    return present(values=map_task(invert, min_successes=2)(x=xs))


@task
def liar(x: int) -> List[int]:
    return {"x": x}


@workflow
def wrong(x: int) -> List[int]:
    return liar(x=x)


@task
def tidy(x: int):
    print("tidy", x)


@workflow(on_failure=tidy)
def clean(x: int) -> float:
    return invert(x=x)
