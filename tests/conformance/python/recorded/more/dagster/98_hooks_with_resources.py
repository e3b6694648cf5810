# Exercises: success and failure hooks with contexts and resources, RetryRequested, Failure with metadata, exceptions with causes and groups, optional outputs that skip, type checks.
# case: {"executors": ["in_process"], "job": "hooked"}
# case: {"executors": ["in_process"], "job": "flaky"}
# case: {"executors": ["in_process"], "job": "caused"}
# case: {"executors": ["in_process"], "job": "skipping"}
# case: {"executors": ["in_process"], "job": "typed"}
# case: {"executors": ["in_process"], "job": "typed_wrong"}
from dagster import (
    Backoff,
    DagsterType,
    Failure,
    HookContext,
    In,
    Jitter,
    MetadataValue,
    Nothing,
    Out,
    Output,
    RetryPolicy,
    RetryRequested,
    TypeCheck,
    failure_hook,
    job,
    make_values_resource,
    op,
    success_hook,
)


@success_hook(required_resource_keys={"channel"})
def tell(context: HookContext):
    context.log.info(f"{context.op.name} to {context.resources.channel['name']}: {context.op_output_values}")


@failure_hook(name="alarm")
def alarm(context: HookContext):
    context.log.error(f"{context.step_key} failed: {context.op_exception!r} in {context.job_name}")


@op
def start() -> int:
    return 1


@op
def explode(n: int):
    raise Failure(
        description=f"exploded {n}",
        metadata={"n": n, "more": MetadataValue.float(0.5), "link": MetadataValue.url("http://x")},
    )


@op(ins={"ready": In(Nothing)})
def after():
    return "after"


@job(hooks={tell, alarm}, resource_defs={"channel": make_values_resource(name=str)}, config={"resources": {"channel": {"config": {"name": "#ops"}}}})
def hooked():
    n = start()
    explode(n)
    after(n)


@op(retry_policy=RetryPolicy(max_retries=2, delay=0.01, backoff=Backoff.EXPONENTIAL, jitter=Jitter.FULL))
def eventually(context):
    if context.retry_number < 2:
        raise OSError(f"try {context.retry_number}")
    return context.retry_number


@op
def by_hand(context, n):
    try:
        if context.retry_number == 0:
            raise KeyError("first")
    except KeyError as error:
        raise RetryRequested(max_retries=1, seconds_to_wait=0.01) from error
    return n + context.retry_number


@op
def exhausted(context, n):
    raise RetryRequested(max_retries=1)


@job
def flaky():
    exhausted(by_hand(eventually()))


class AppError(Exception):
    pass


@op
def cause():
    try:
        int("x")
    except ValueError as error:
        raise AppError("wrapped", 1) from error


@op
def context_only():
    try:
        {}["k"]
    except KeyError:
        raise AppError("during")


@op
def grouped():
    raise ExceptionGroup("many", [ValueError("a"), TypeError("b")])


@op
def assertion():
    assert 1 == 2, "not equal"


@op
def silent():
    raise NotImplementedError


@job
def caused():
    cause()
    context_only()
    grouped()
    assertion()
    silent()


@op(out={"left": Out(is_required=False), "right": Out(is_required=False)})
def branch():
    yield Output("r", "right")


@op
def on_left(value):
    return value


@op
def on_right(value):
    return value * 2


@op
def join(left, right):
    return left, right


@op
def merge(values):
    return values


@job
def skipping():
    left, right = branch()
    lefted, righted = on_left(left), on_right(right)
    join(lefted, righted)
    merge([lefted, righted])


def is_even(context, value):
    if not isinstance(value, int):
        return TypeCheck(False, description=f"not an int: {value!r}", metadata={"kind": type(value).__name__})
    return TypeCheck(value % 2 == 0, metadata={"half": value // 2})


Even = DagsterType(name="Even", type_check_fn=is_even, description="an even number")


@op(out=Out(Even))
def four():
    return 4


@op(ins={"n": In(Even)}, out=Out(Even))
def plus_two(n):
    return n + 2


@op(out=Out(Even))
def three():
    return 3


@op
def returns_text() -> int:
    return "text"


@job
def typed():
    plus_two(plus_two.alias("again")(four()))


@job
def typed_wrong():
    plus_two(three())
    returns_text()
