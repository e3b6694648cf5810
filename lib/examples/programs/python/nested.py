# Flyte 1. A list becomes chunks, a chunk becomes items, an item becomes a
# separate execution with two steps:
#   multi_wf > level1 > 3 x level2 > 2 x core_wf > step1, step2
#                     > reduce
import time

from flytekit import LaunchPlan, dynamic, task, workflow


@task
def step1(a: int, step_ms: int) -> int:
    time.sleep(step_ms / 1000)
    return a + 1


@task
def step2(a: int, step_ms: int) -> int:
    time.sleep(step_ms / 1000)
    return a + 2


@workflow
def core_wf(a: int, step_ms: int) -> int:
    return step2(a=step1(a=a, step_ms=step_ms), step_ms=step_ms)


# A launch plan starts it as a separate execution with its own limit.
core_wf_lp = LaunchPlan.get_or_create(
    core_wf, name="core_wf_lp", max_parallelism=25
)


# Dynamic: the number of calls is known only at run time.
@dynamic
def level2(part: list[int], step_ms: int) -> list[int]:
    return [core_wf_lp(a=a, step_ms=step_ms) for a in part]


@task
def reduce(parts: list[list[int]]) -> list[int]:
    return [a for part in parts for a in part]


@dynamic
def level1(items: list[int], chunk: int, step_ms: int) -> list[int]:
    parts = [
        level2(part=items[i : i + chunk], step_ms=step_ms)
        for i in range(0, len(items), chunk)
    ]
    return reduce(parts=parts)


@workflow
def multi_wf(
    items: list[int],
    chunk: int = 2,  # Items for one level2
    step_ms: int = 20,  # How long one step waits
) -> list[int]:
    return level1(items=items, chunk=chunk, step_ms=step_ms)


def main(
    items=(1, 2, 3, 4, 5, 6),  # The items
    chunk=2,  # Items for one level2
    step_ms=20,  # How long one step waits, in ms; 0 for many items
):
    return multi_wf(items=list(items), chunk=chunk, step_ms=step_ms)


if __name__ == "__main__":
    main()
