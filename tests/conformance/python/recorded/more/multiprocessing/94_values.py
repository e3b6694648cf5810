# Exercises: dataclasses, enums, named tuples, Decimal, Fraction, dates, sets, bytes, nested and recursive values through pickles.
# case: {"main": true, "start": ["fork"]}
import multiprocessing
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, getcontext
from enum import Enum, Flag, IntEnum, auto
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID


class Color(Enum):
    RED = "r"
    BLUE = "b"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Perm(Flag):
    R = auto()
    W = auto()


class Point(NamedTuple):
    x: int
    y: int = 0


@dataclass(order=True)
class Order:
    total: Decimal
    name: str = field(compare=False)
    tags: list = field(default_factory=list, compare=False)


@dataclass(frozen=True, slots=True)
class Key:
    a: int
    b: str


class Node:
    def __init__(self, value):
        self.value, self.next = value, None

    def __getstate__(self):
        return {"v": self.value, "n": self.next}

    def __setstate__(self, state):
        self.value, self.next = state["v"], state["n"]


class Money:
    __slots__ = ("amount",)

    def __init__(self, amount):
        self.amount = amount

    def __reduce__(self):
        return (Money, (self.amount * 10,))


def handle(value):
    match value:
        case Point(x, y):
            return Point(y, x)
        case Order():
            return replace(value, total=value.total * 2, tags=[*value.tags, "seen"])
        case Color():
            return value is Color.RED, value.name
        case Perm():
            return value | Perm.W
        case Level():
            return value + 1, value is Level.HIGH
        case {"when": datetime() as when}:
            return when + timedelta(days=1), when.tzinfo
        case Node():
            return value.value, value.next is value
        case Money():
            return value.amount
        case Key():
            return hash(value) == hash(Key(value.a, value.b)), value
        case _:
            return type(value).__name__, value


VALUES = [
    Point(1), Order(Decimal("1.10"), "x"), Color.RED, Perm.R, Level.HIGH, {"when": datetime(2024, 2, 28, tzinfo=timezone.utc)},
    Money(3), Key(1, "k"), Fraction(1, 3), frozenset({1}), b"\x00\xff", 1 + 2j, None, ..., range(3), slice(1, 2), date(2024, 1, 1),
    UUID(int=5), 2**70, float("inf"), bytearray(b"x"), "\N{SNOWMAN}", int, len,
]

if __name__ == "__main__":
    loop = Node("loop")
    loop.next = loop
    with multiprocessing.Pool(2) as pool:
        for answer in pool.map(handle, [*VALUES, loop], chunksize=4):
            print(answer)
        orders = pool.map(handle, [Order(Decimal(3), "c"), Order(Decimal(1), "a", ["t"])])
        print(sorted(orders), max(orders).name)
        print(pool.apply(getcontext().__class__, kwds={"prec": 5}).prec)
