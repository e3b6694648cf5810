# Exercises: errors of tasks, of subworkflows and of dynamics, a handler of failures, and a failure policy.
# case: {"main": true}
# case: {"workflow": "guarded", "inputs": {"x": -1}}
# case: {"workflow": "nested", "inputs": {"x": -2}}
# case: {"workflow": "typed", "inputs": {"x": 1}}
from flytekit import WorkflowFailurePolicy, dynamic, task, workflow


@task
def positive(x: int) -> int:
    if x < 0:
        raise ValueError(f"{x} is negative")
    return x


@task
def tidy(x: int):
    print("tidy", x)


@task
def broken(x: int) -> str:
    return x


@workflow(on_failure=tidy, failure_policy=WorkflowFailurePolicy.FAIL_AFTER_EXECUTABLE_NODES_COMPLETE)
def guarded(x: int) -> int:
    return positive(x=x)


@dynamic
def inner(x: int) -> int:
    return guarded(x=x)


@workflow
def nested(x: int) -> int:
    return inner(x=x)


@workflow
def typed(x: int) -> str:
    return broken(x=x)


if __name__ == "__main__":
    print(guarded(x=3), nested(x=4))
    for function, value in ((guarded, -5), (nested, -6)):
        try:
            function(x=value)
        except ValueError as error:
            print(type(error).__name__, error)
    try:
        positive(x="one")
    except TypeError as error:
        print(error)
