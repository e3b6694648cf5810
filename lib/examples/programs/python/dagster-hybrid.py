"""Hybrid in Dagster: a step for each record, a pool inside for its units.

Seven steps have names, logs and retries; 100 units have none, and cost none.
"""

import time
from multiprocessing import Pool

from dagster import Config, DynamicOut, DynamicOutput, RetryPolicy, job, op


class Records(Config):
    count: int = 5  # records; each has 10, 15, 20, 25 or 30 units


class Units(Config):
    wait_ms: int = 10  # how long one unit takes, in ms
    processes: int = 4  # of the pool in each step


@op(out=DynamicOut(dict))
def load_records(config: Records):
    for index in range(config.count):
        record = {"id": f"record_{index}", "units": 10 + index * 5 % 21}
        yield DynamicOutput(record, mapping_key=record["id"])


def process_unit(unit: int, wait_ms: int) -> int:
    time.sleep(wait_ms / 1000)
    return unit * 10


# If one unit fails, the step does, and all its units run again.
@op(retry_policy=RetryPolicy(max_retries=1))
def process_record(record: dict, config: Units) -> dict:
    work = [(unit, config.wait_ms) for unit in range(record["units"])]
    with Pool(config.processes) as pool:
        results = pool.starmap(process_unit, work)
    return {**record, "total": sum(results)}


@op
def collect_records(records: list[dict]) -> dict:
    return {"records": records, "units": sum(r["units"] for r in records)}


@job
def process_records():
    collect_records(load_records().map(process_record).collect())
