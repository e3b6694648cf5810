"""Steps that are known when the run starts, in a job that names its executor: Dask has to run them all the same."""

from dagster import In, Out, job, multiprocess_executor, op


@op
def words() -> list:
    return ["apple", "fig", "pear"]


@op(out={"short": Out(list), "long": Out(list)})
def split(words: list):
    return [each for each in words if len(each) < 4], [each for each in words if len(each) >= 4]


@op(ins={"short": In(list), "long": In(list)})
def longest(short: list, long: list) -> str:
    return max([*short, *long], key=len)


@job(executor_def=multiprocess_executor)
def chain():
    longest(*split(words()))
