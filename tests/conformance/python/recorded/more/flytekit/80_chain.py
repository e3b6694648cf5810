# Exercises: tasks without outputs, an order by >>, keyword and default inputs, and a task that is called by itself.
# case: {"main": true}
# case: {"workflow": "wf", "inputs": {"n": 3}}
# case: {"workflow": "wf", "inputs": {}}
# case: {"workflow": "wf", "inputs": {"m": 1}}
from flytekit import task, workflow


@task
def prepare(n: int = 1):
    print("prepare", n)


@task
def work(n: int, factor: int = 10) -> int:
    print("work", n)
    return n * factor


@task
def clean():
    print("clean")


@workflow
def wf(n: int = 2) -> int:
    first = prepare(n=n)
    result = work(n=n)
    last = clean()
    first >> result
    result >> last
    return result


if __name__ == "__main__":
    print(wf())
    print(work(n=5, factor=2), prepare(n=7))
