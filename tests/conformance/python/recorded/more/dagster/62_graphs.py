# Exercises: nested graphs, aliases, an op used twice, several outputs of a graph, a graph that is mapped.
# case: {"job": "outer", "executors": ["in_process"]}
# case: {"job": "mapped", "executors": ["in_process"]}
from dagster import DynamicOut, DynamicOutput, GraphOut, Out, graph, job, op


@op
def one():
    return 1


@op
def add_one(n: int) -> int:
    return n + 1


@op(out={"half": Out(float), "rest": Out(int)})
def divide(n: int):
    return n / 2, n % 2


@graph
def twice(n):
    return add_one(add_one(n))


@graph(out={"whole": GraphOut(), "half": GraphOut()})
def both(n):
    made = twice(n)
    half, _ = divide(made)
    return {"whole": made, "half": half}


@op
def show(context, whole, half, alias):
    context.log.info(f"{whole} {half} {alias}")
    return [whole, half, alias]


@job
def outer():
    start = one()
    whole, half = both(start)
    show(whole, half, add_one.alias("renamed")(start))


@op(out=DynamicOut(int))
def parts():
    for n in (5, 3):
        yield DynamicOutput(n, mapping_key=f"p{n}")


@op
def gather(ns):
    return ns


@graph
def work(n):
    half, rest = divide(twice(n))
    return add_one.alias("last")(rest)


@job
def mapped():
    gather(parts().map(work).collect())
