# Exercises: mistakes in definitions and calls that flytekit reports, each with its class and first line.
# case: {"main": true}
from typing import List, Optional, Tuple

from flytekit import LaunchPlan, conditional, dynamic, map_task, task, workflow


@task
def inc(x: int) -> int:
    return x + 1


@task
def pair(x: int) -> Tuple[int, str]:
    return x, str(x)


@task
def noop(x: int):
    pass


def attempt(name, function):
    try:
        print(name, "->", function())
    except Exception as error:
        print(name, type(error).__name__, "|", str(error).strip().split("\n")[0])


def unknown_type():
    @workflow
    def wf(x: int) -> str:
        return inc(x=x)

    return wf(x=1)


def python_on_promise():
    @workflow
    def wf(x: int) -> int:
        y = inc(x=x)
        if y > 1:
            return y
        return inc(x=y)

    return wf(x=1)


def loop_on_promise():
    @workflow
    def wf(x: int) -> int:
        total = 0
        for i in inc(x=x):
            total += i
        return total

    return wf(x=1)


def range_on_input():
    @workflow
    def wf(n: int) -> int:
        for i in range(n):
            inc(x=i)
        return n

    return wf(n=2)


def arithmetic():
    @workflow
    def wf(x: int) -> int:
        return inc(x=x) + 1

    return wf(x=1)


def missing_return():
    @workflow
    def wf(x: int) -> int:
        inc(x=x)

    return wf(x=1)


def unpack_too_many():
    @workflow
    def wf(x: int) -> int:
        a, b, c = pair(x=x)
        return a

    return wf(x=1)


def unpack_one():
    @workflow
    def wf(x: int) -> int:
        a, b = inc(x=x)
        return a

    return wf(x=1)


def use_none():
    @workflow
    def wf(x: int) -> int:
        return inc(x=noop(x=x))

    return wf(x=1)


def wrong_list():
    @workflow
    def wf(xs: List[int]) -> List[int]:
        return map_task(inc)(x=xs)

    return wf(xs=["a"])


def not_list():
    @workflow
    def wf(x: int) -> List[int]:
        return map_task(inc)(x=x)

    return wf(x=1)


def map_two():
    return map_task(pair)(x=[1])


def cond_no_then():
    @workflow
    def wf(x: int) -> int:
        return conditional("c").if_(x > 1).else_().then(inc(x=x))

    return wf(x=1)


def cond_bool():
    @workflow
    def wf(x: int) -> int:
        return conditional("c").if_(True).then(inc(x=x)).else_().then(inc(x=x))

    return wf(x=1)


def plan_twice():
    @workflow
    def wf(x: int) -> int:
        return inc(x=x)

    LaunchPlan.create("same", wf)
    return LaunchPlan.create("same", wf)


def plan_missing():
    @workflow
    def wf(x: int) -> int:
        return inc(x=x)

    return LaunchPlan.create("missing", wf)()


def task_no_types():
    @task
    def f(x):
        return x

    return f(x=1)


def task_generator():
    @task
    def f(x: int) -> List[int]:
        yield x

    return f(x=1)


def many_returned():
    @task
    def f() -> int:
        return 1, 2

    return f()


def fewer_returned():
    @task
    def f() -> Tuple[int, int]:
        return 1

    return f()


if __name__ == "__main__":
    for function in (unknown_type, python_on_promise, loop_on_promise, range_on_input, arithmetic, missing_return, unpack_too_many, unpack_one, use_none, wrong_list, not_list, map_two, cond_no_then, cond_bool, plan_twice, plan_missing, task_no_types, task_generator, many_returned, fewer_returned):
        attempt(function.__name__, function)
    attempt("optional", lambda: inc(x=None))
    attempt("float", lambda: inc(x=1.0))
    attempt("bool", lambda: inc(x=True))
    attempt("pair", lambda: pair(x=2))
    attempt("noop", lambda: noop(x=2))
