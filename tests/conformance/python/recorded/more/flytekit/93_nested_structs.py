# Exercises: nested dataclasses, lists of dataclasses, attribute access on promises, defaults, dicts of lists, results as inputs of conditionals.
# case: {"workflow": "orders", "inputs": {"n": 3}}
# case: {"workflow": "attributes", "inputs": {}}
# case: {"workflow": "defaults", "inputs": {}}
# case: {"workflow": "defaults", "inputs": {"b": "z", "c": [5]}}
# case: {"workflow": "choose", "inputs": {"n": 4}}
# case: {"workflow": "choose", "inputs": {"n": 1}}
from dataclasses import dataclass, field
from typing import Dict, List, Optional

from flytekit import conditional, dynamic, map_task, task, workflow


@dataclass
class Item:
    sku: str
    price: float
    tags: List[str] = field(default_factory=list)


@dataclass
class Order:
    id: int
    items: List[Item]
    customer: Optional[str] = None
    notes: Dict[str, str] = field(default_factory=dict)


@task
def make(n: int) -> List[Order]:
    return [Order(id=i, items=[Item(f"s{i}", i * 1.5, ["t"])], notes={"k": str(i)}) for i in range(n)]


@task
def price(order: Order) -> float:
    return sum(item.price for item in order.items)


@task
def total(prices: List[float]) -> float:
    print(prices)
    return sum(prices)


@workflow
def orders(n: int) -> float:
    return total(prices=map_task(price)(order=make(n=n)))


@task
def one() -> Order:
    return Order(id=7, items=[Item("x", 2.5)], customer="ada", notes={"a": "b"})


@task
def show(id: int, sku: str, note: str) -> str:
    return f"{id} {sku} {note}"


@workflow
def attributes() -> str:
    order = one()
    return show(id=order.id, sku=order.items[0].sku, note=order.notes["a"])


@task
def join(a: int, b: str, c: List[int], d: Optional[Dict[str, int]] = None) -> str:
    return f"{a} {b} {c} {d}"


@workflow
def defaults(a: int = 1, b: str = "x", c: List[int] = [1, 2]) -> str:
    return join(a=a, b=b, c=c)


@task
def count(orders: List[Order]) -> int:
    return len(orders)


@task
def many(k: int) -> str:
    return f"many {k}"


@task
def few(k: int) -> str:
    return f"few {k}"


@workflow
def choose(n: int) -> str:
    k = count(orders=make(n=n))
    return conditional("size").if_(k > 2).then(many(k=k)).else_().then(few(k=k))
