# Flyte 1. Like the nested program, but a chunk is mapped: one layer fewer, and
# items that fold into one node:
#   multi_wf > level1 > 3 x level2 > map of 2 x mappable
#                     > reduce
import time
from functools import partial

from flytekit import dynamic, map_task, task, workflow


@task
def mappable(a: int, item_ms: int) -> int:
    time.sleep(item_ms / 1000)
    return a + 2


# Called from a dynamic task, a workflow is a part of the same execution.
@workflow
def level2(part: list[int], item_ms: int) -> list[int]:
    return map_task(partial(mappable, item_ms=item_ms))(a=part)


@task
def reduce(parts: list[list[int]]) -> list[int]:
    return [a for part in parts for a in part]


@dynamic
def level1(items: list[int], chunk: int, item_ms: int) -> list[int]:
    parts = [
        level2(part=items[i : i + chunk], item_ms=item_ms)
        for i in range(0, len(items), chunk)
    ]
    return reduce(parts=parts)


@workflow
def multi_wf(items: list[int], chunk: int, item_ms: int) -> list[int]:
    return level1(items=items, chunk=chunk, item_ms=item_ms)


def main(
    items=(1, 2, 3, 4, 5, 6),  # The items
    chunk=2,  # Items for one map
    item_ms=20,  # How long one item waits, in ms; 0 for many items
):
    return multi_wf(items=list(items), chunk=chunk, item_ms=item_ms)


if __name__ == "__main__":
    main()
