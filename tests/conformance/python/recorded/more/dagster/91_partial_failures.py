# Exercises: failures in parts of a fan-out, skips, an op with no output value, exceptions with notes, type errors, raise in a generator.
# case: {"job": "partly", "executors": ["in_process", "multiprocess"]}
# case: {"job": "skipping", "executors": ["in_process"]}
# case: {"job": "generator_fails", "executors": ["in_process"]}
# case: {"job": "missing_output", "executors": ["in_process"]}
# case: {"job": "wrong_output_name", "executors": ["in_process"]}
# case: {"job": "twice", "executors": ["in_process"]}
from dagster import DynamicOut, DynamicOutput, Out, Output, job, op


@op(out=DynamicOut(int))
def spread():
    for n in range(4):
        yield DynamicOutput(n, mapping_key=f"k{n}")


@op
def check(n: int) -> int:
    if n == 2:
        error = ValueError(f"bad {n}")
        error.add_note("look at the source")
        raise error
    return n


@op
def double(n: int) -> int:
    return n * 2


@op
def gather(ns) -> int:
    return sum(ns)


@op
def independent():
    return "done"


@job
def partly():
    gather(spread().map(check).map(double).collect())
    independent()


@op(out={"yes": Out(is_required=False), "no": Out(is_required=False)})
def decide():
    yield Output(1, "no")


@op
def on_yes(x):
    return x


@op
def on_no(x):
    return -x


@op
def after_yes(x):
    return x + 1


@job
def skipping():
    yes, no = decide()
    after_yes(on_yes(yes))
    on_no(no)


@op(out={"a": Out(int), "b": Out(int)})
def two():
    yield Output(1, "a")
    raise RuntimeError("after a")


@op
def use(a):
    return a


@job
def generator_fails():
    a, b = two()
    use(a)
    use.alias("use_b")(b)


@op(out={"a": Out(int), "b": Out(int)})
def forgets():
    yield Output(1, "a")


@job
def missing_output():
    a, b = forgets()
    use(b)


@op(out={"a": Out(int)})
def misnamed():
    yield Output(1, "z")


@job
def wrong_output_name():
    misnamed()


@op
def yields_twice():
    yield Output(1)
    yield Output(2)


@job
def twice():
    yields_twice()
