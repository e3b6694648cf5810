# Exercises: dataclasses, enums, optional inputs and attributes of promises.
# case: {"main": true}
# case: {"workflow": "ship", "inputs": {"count": 0}}
from dataclasses import dataclass
from enum import Enum
from typing import Dict, List, Optional

from flytekit import task, workflow


class Size(Enum):
    SMALL = "small"
    LARGE = "large"


@dataclass
class Order:
    item: str
    count: int
    tags: List[str]


@task
def make(count: int) -> Order:
    return Order(item="pen", count=count, tags=["blue", "thin"])


@task
def describe(item: str, count: int, tag: str, size: Size = Size.SMALL, note: Optional[str] = None) -> str:
    return f"{count} x {item} ({tag}, {size.value}, {note})"


@task
def table(rows: Dict[str, int]) -> List[str]:
    return [f"{name}={value}" for name, value in sorted(rows.items())]


@workflow
def ship(count: int = 3) -> str:
    order = make(count=count)
    return describe(item=order.item, count=order.count, tag=order.tags[1], note="fragile")


@workflow
def rows() -> List[str]:
    return table(rows={"b": 2, "a": 1})


if __name__ == "__main__":
    print(ship())
    print(rows())
    print(describe(item="cup", count=1, tag="x", size=Size.LARGE))
