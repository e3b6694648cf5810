# Exercises: map tasks with several inputs, partial with lists and dicts, nested by dynamic, of dataclasses, empty, concurrency, results used twice.
# case: {"workflow": "grid", "inputs": {"xs": [1, 2], "ys": [3, 4]}}
# case: {"workflow": "lookup", "inputs": {"keys": ["a", "z"]}}
# case: {"workflow": "matrix", "inputs": {"n": 3}}
# case: {"workflow": "empty", "inputs": {}}
# case: {"workflow": "twice", "inputs": {"xs": [1, 2, 3]}}
# case: {"workflow": "grid", "inputs": {"xs": [1, 2], "ys": [3]}}
# case: {"workflow": "chars", "inputs": {"word": "abc"}}
import functools
from typing import Dict, List, Tuple

from flytekit import dynamic, map_task, task, workflow


@task
def mul(x: int, y: int) -> int:
    return x * y


@workflow
def grid(xs: List[int], ys: List[int]) -> List[int]:
    return map_task(mul, concurrency=1)(x=xs, y=ys)


@task
def find(table: Dict[str, int], default: int, key: str) -> int:
    return table.get(key, default)


@task
def table() -> Dict[str, int]:
    return {"a": 1}


@workflow
def lookup(keys: List[str]) -> List[int]:
    return map_task(functools.partial(find, table=table(), default=-1))(key=keys)


@dynamic
def row(n: int) -> List[int]:
    return map_task(functools.partial(mul, y=n))(x=list(range(n)))


@dynamic
def rows(n: int) -> List[List[int]]:
    return [row(n=i) for i in range(1, n + 1)]


@task
def flat(rows: List[List[int]]) -> Tuple[int, List[int]]:
    values = [value for row in rows for value in row]
    return sum(values), values


@workflow
def matrix(n: int) -> Tuple[int, List[int]]:
    return flat(rows=rows(n=n))


@task
def none() -> List[int]:
    return []


@workflow
def empty() -> List[int]:
    return map_task(functools.partial(mul, y=2))(x=none())


@task
def total(xs: List[int]) -> int:
    return sum(xs)


@workflow
def twice(xs: List[int]) -> Tuple[int, List[int]]:
    squares = map_task(mul)(x=xs, y=xs)
    return total(xs=squares), map_task(mul)(x=squares, y=xs)


@task
def letters(word: str) -> List[str]:
    return list(word)


@task
def code(letter: str) -> int:
    print(letter)
    return ord(letter)


@workflow
def chars(word: str) -> List[int]:
    return map_task(code)(letter=letters(word=word))
