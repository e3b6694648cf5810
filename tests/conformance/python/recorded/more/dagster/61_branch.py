# Exercises: optional outputs that decide which branch runs, skipped steps, Nothing dependencies.
# case: {"job": "branches", "executors": ["in_process"]}
# case: {"job": "ordered", "executors": ["in_process"]}
from dagster import In, Nothing, Out, Output, job, op


@op(out={"left": Out(int, is_required=False), "right": Out(str, is_required=False)})
def choose():
    yield Output(1, "left")


@op
def on_left(n: int) -> int:
    return n + 1


@op
def on_right(text: str) -> str:
    return text.upper()


@op
def after_right(text):
    return text


@op
def merge(values):
    return values


@job
def branches():
    left, right = choose()
    skipped = on_right(right)
    after_right(skipped)
    merge([on_left(left), skipped])


@op(out=Out(Nothing))
def create(context):
    context.log.info("created")


@op(ins={"start": In(Nothing)})
def fill():
    return 3


@op(ins={"first": In(Nothing), "n": In(int)})
def check(context, n):
    context.log.info(f"n is {n}")


@job
def ordered():
    done = create()
    check(first=done, n=fill(start=done))
