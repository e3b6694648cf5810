# Exercises: lists of outputs as one input, with a failed one; collect of what partly failed.
# case: {"job": "fan", "executors": ["in_process"]}
# case: {"job": "partly", "executors": ["in_process"]}
# case: {"job": "both", "executors": ["in_process", "multiprocess"]}
from dagster import DynamicOut, DynamicOutput, job, op


@op
def a():
    return "a"


@op
def b():
    raise RuntimeError("b is broken")


@op
def c(context, x):
    context.log.info("c runs")
    return x


@op
def together(values):
    return values


@op
def last(x):
    return x


@job
def fan():
    last(together([a(), b()]))
    c(a.alias("a2")())


@op(out=DynamicOut())
def keys():
    for key in "pqr":
        yield DynamicOutput(key, mapping_key=key)


@op
def maybe(key):
    if key == "q":
        raise LookupError(key)
    return key * 2


@job
def partly():
    found = keys().map(maybe)
    last(together(found.collect()))


@op
def fine(key):
    return key


@job
def both():
    together(keys().map(fine).collect())
