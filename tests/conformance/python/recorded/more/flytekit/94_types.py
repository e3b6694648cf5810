# Exercises: values through literals: ints as floats, nested lists, sets refused, bytes, dates, tuples in lists, Any, pickled classes, None outputs, Literal, enums in lists, dict of lists.
# case: {"main": true}
import datetime
from enum import Enum
from typing import Any, Dict, List, Literal, Optional, Tuple, Union

from flytekit import task, workflow


class Level(Enum):
    LOW = "low"
    HIGH = "high"


class Custom:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"Custom({self.n})"


def show(name, what):
    try:
        print(name, "=>", repr(what()))
    except BaseException as error:
        print(name, type(error).__name__, "|", " / ".join(line.strip() for line in str(error).strip().splitlines())[:300])


@task
def as_float(x: float) -> float:
    return x


@task
def as_int(x: int) -> int:
    return x


@task
def as_bool(x: bool) -> bool:
    return x


@task
def as_str(x: str) -> str:
    return x


def pair(x: Tuple[int, str]) -> int:
    return x[0]


@task
def nested(x: List[List[int]]) -> Dict[str, List[int]]:
    return {str(i): row for i, row in enumerate(x)}


@task
def levels(x: List[Level]) -> List[Level]:
    return x[::-1]


@task
def when(x: datetime.datetime) -> datetime.timedelta:
    return datetime.datetime(2024, 1, 2, tzinfo=x.tzinfo) - x


@task
def day(x: datetime.date) -> datetime.date:
    return x + datetime.timedelta(days=1)


@task
def custom(x: Custom) -> Custom:
    return Custom(x.n + 1)


@task
def maybe(x: Optional[int] = None) -> Optional[str]:
    return None if x is None else str(x)


@task
def union(x: Union[int, str]) -> Union[float, List[str]]:
    return 1.5 if isinstance(x, int) else [x]


@task
def plain_dict(x: dict) -> dict:
    return {**x, "more": [1, {"a": None}]}


def plain_list(x: list) -> int:
    return len(x)


@task
def anything(x: Any) -> Any:
    return [x]


@task
def literal(x: Literal["a", "b"]) -> str:
    return x


@task
def no_result(x: int) -> None:
    print("no result", x)


@workflow
def wf(x: float) -> float:
    return as_float(x=x)


if __name__ == "__main__":
    show("int as float", lambda: as_float(x=1))
    show("wf int as float", lambda: wf(x=1))
    show("text as float", lambda: as_float(x="1"))
    show("float as int", lambda: as_int(x=1.0))
    show("bool as int", lambda: as_int(x=True))
    show("int as bool", lambda: as_bool(x=1))
    show("int as text", lambda: as_str(x=1))
    show("none as text", lambda: as_str(x=None))
    show("bytes as text", lambda: as_str(x=b"x"))
    show("nested", lambda: nested(x=[[1], [], [2, 3]]))
    show("nested wrong", lambda: nested(x=[[1], ["a"]]))
    show("levels", lambda: levels(x=[Level.LOW, Level.HIGH]))
    show("levels text", lambda: levels(x=["low"]))
    show("when", lambda: when(x=datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)))
    show("naive", lambda: when(x=datetime.datetime(2024, 1, 1)))
    show("day", lambda: day(x=datetime.date(2024, 1, 31)))
    show("custom", lambda: custom(x=Custom(1)))
    show("maybe", lambda: (maybe(), maybe(x=3)))
    show("maybe wrong", lambda: maybe(x="x"))
    show("union", lambda: (union(x=1), union(x="s")))
    show("union wrong", lambda: union(x=[1]))
    show("tuple", lambda: task(pair)(x=(1, "a")))
    show("plain dict", lambda: plain_dict(x={"k": 1}))
    show("plain list", lambda: task(plain_list))
    show("anything", lambda: anything(x={"a": (1,)}))
    show("literal", lambda: literal(x="a"))
    show("literal wrong", lambda: literal(x="c"))
    show("no result", lambda: no_result(x=1))
    show("big", lambda: as_int(x=2**62))
    show("unicode", lambda: as_str(x="\u2603\n"))
    show("nan", lambda: str(as_float(x=float("nan"))))
