# Exercises: Failure with and without retries, RetryRequested, a policy with a delay, a job's policy.
# case: {"job": "failing", "executors": ["in_process"]}
# case: {"job": "final", "executors": ["in_process"]}
# case: {"job": "requested", "executors": ["in_process"]}
# case: {"job": "by_job", "executors": ["in_process"]}
from dagster import Backoff, Failure, MetadataValue, RetryPolicy, RetryRequested, job, op


@op
def check():
    raise Failure("too few rows", metadata={"rows": 3, "where": MetadataValue.path("a/b")})


@op
def other():
    return 1


@op
def needs(a, b):
    return a


@job
def failing():
    needs(check(), other())


@op(retry_policy=RetryPolicy(max_retries=3))
def never_again():
    raise Failure("no way", allow_retries=False)


@job
def final():
    never_again()


@op
def asks(context):
    if context.retry_number < 2:
        raise RetryRequested(max_retries=3, seconds_to_wait=0.05) from KeyError("k")
    return context.retry_number


@op(retry_policy=RetryPolicy(max_retries=2, delay=0.5, backoff=Backoff.EXPONENTIAL))
def slow(context):
    if context.retry_number == 0:
        raise ConnectionError("down")
    return "up"


@job
def requested():
    needs(asks(), slow())


@op
def flaky(context):
    context.log.warning(f"attempt {context.retry_number}")
    raise ZeroDivisionError("always")


@job(op_retry_policy=RetryPolicy(max_retries=1))
def by_job():
    needs(flaky(), other())
