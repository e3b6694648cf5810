# Exercises: types of inputs and outputs that are checked at run time, and those that fail.
# case: {"job": "typed", "executors": ["in_process"]}
# case: {"job": "wrong_item", "executors": ["in_process"]}
# case: {"job": "wrong_class", "executors": ["in_process"]}
# case: {"job": "custom", "executors": ["in_process"]}
from dataclasses import dataclass
from typing import Dict, Optional, Tuple

from dagster import DagsterType, In, Out, TypeCheck, job, op


@dataclass
class Row:
    name: str


@op
def rows() -> list[Row]:
    return [Row("a"), Row("b")]


@op
def by_name(found: list[Row]) -> Dict[str, int]:
    return {row.name: i for i, row in enumerate(found)}


@op
def first(names: dict[str, int], fallback: Optional[str] = None) -> Tuple[str, int]:
    return next(iter(names.items()))


@op
def end(pair: tuple[str, int]) -> None:
    assert pair


@job
def typed():
    end(first(by_name(rows())))


@op
def mixed() -> list[int]:
    return [1, "two"]


@job
def wrong_item():
    mixed()


@op
def not_row() -> Row:
    return "row"


@job
def wrong_class():
    not_row()


def even(_, value):
    return TypeCheck(value % 2 == 0, description=f"{value} is odd" if value % 2 else None)


Even = DagsterType(name="Even", type_check_fn=even)


@op(out=Out(Even))
def make():
    return 4


@op(ins={"n": In(Even)})
def half(n):
    return n // 2


@op(ins={"n": In(Even)})
def half_again(n):
    return n // 2


@job
def custom():
    half_again(half.alias("h")(half(make())))
