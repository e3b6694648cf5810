# Exercises: dynamic outputs as a list, beside other outputs, without values, and two maps of one.
# case: {"job": "lists", "executors": ["in_process"]}
# case: {"job": "mixed", "executors": ["in_process"]}
# case: {"job": "bad_return", "executors": ["in_process"]}
from typing import List

from dagster import DynamicOut, DynamicOutput, Out, Output, job, op


@op
def pieces() -> List[DynamicOutput[str]]:
    return [DynamicOutput(c, mapping_key=c, metadata={"c": c}) for c in "xy"]


@op
def upper(c: str) -> str:
    return c.upper()


@op
def lower(c: str) -> str:
    return c.lower()


@op
def pair(context, a: str, b: str) -> str:
    context.log.debug(f"{context.get_mapping_key()}: {a}{b}")
    return a + b


@op
def join(parts: List[str]) -> str:
    return "-".join(parts)


@job
def lists():
    found = pieces()
    ups = found.map(upper)
    join(found.map(lambda c: pair(upper.alias("again")(c), lower(c))).collect())
    join.alias("join_ups")(ups.collect())


@op(out={"numbers": DynamicOut(int), "maybe": DynamicOut(int, is_required=False), "size": Out(int)})
def scan():
    for n in range(3):
        yield DynamicOutput(n, mapping_key=f"n{n}", output_name="numbers")
    yield Output(3, "size")


@op
def plus(n: int, size: int) -> int:
    return n + size


@op
def total(ns):
    return sum(ns)


@job
def mixed():
    numbers, maybe, size = scan()
    total(numbers.map(lambda n: plus(n, size)).collect())
    total.alias("total_maybe")(maybe.map(lambda n: plus.alias("plus_maybe")(n, size)).collect())


@op(out=DynamicOut())
def wrong():
    return ["a"]


@job
def bad_return():
    total(wrong().collect())
