# Exercises: launch plans with default and fixed inputs, from a main guard and from a dynamic workflow.
# case: {"main": true}
from typing import List

from flytekit import CronSchedule, LaunchPlan, dynamic, task, workflow


@task
def scale(x: int, by: int) -> int:
    print("scale", x, by)
    return x * by


@workflow
def child(x: int, by: int = 2) -> int:
    return scale(x=x, by=by)


default = LaunchPlan.get_or_create(child)
triple = LaunchPlan.get_or_create(child, name="triple", default_inputs={"x": 7}, fixed_inputs={"by": 3}, max_parallelism=4)
nightly = LaunchPlan.create(
    "nightly", child, default_inputs={"x": 1}, schedule=CronSchedule(schedule="0 3 * * *", kickoff_time_input_arg=None)
)


@dynamic
def fan(xs: List[int]) -> List[int]:
    return [triple(x=x) for x in xs]


@workflow
def parent(xs: List[int]) -> List[int]:
    return fan(xs=xs)


if __name__ == "__main__":
    print(default(x=4), triple(), triple(x=2), nightly())
    print(parent(xs=[1, 2]))
    print(LaunchPlan.get_or_create(child) is default, triple.name, triple.max_parallelism)
    try:
        LaunchPlan.create("triple", child)
    except AssertionError as error:
        print(error)
    try:
        default(5)
    except AssertionError as error:
        print(error)
    try:
        LaunchPlan.get_or_create(child, default_inputs={"x": 1})
    except ValueError as error:
        print(error)
