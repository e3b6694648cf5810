# Exercises: a report pipeline with retries, dataclasses between ops, factory-made ops, lists of ops, run tags, run_config from YAML-like dicts.
# case: {"executors": ["in_process"], "job": "pipeline"}
# case: {"executors": ["in_process"], "job": "made", "run_config": {"ops": {"load_users": {"config": {"rows": 2}}}}}
# case: {"executors": ["in_process"], "job": "wide"}
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import dagster as dg


@dataclass
class Row:
    name: str
    amount: float


class Stats(NamedTuple):
    count: int
    mean: float


@dg.op(out=dg.Out(dagster_type=list, description="rows", metadata={"unit": "EUR"}))
def rows(context: dg.OpExecutionContext):
    context.log.info("run tags %s", sorted(k for k in context.run.tags if not k.startswith("dagster/")))
    return [Row("a", 1.5), Row("b", 2.5)]


@dg.op(ins={"rows": dg.In(list, description="in")})
def stats(rows) -> Stats:
    return Stats(len(rows), sum(r.amount for r in rows) / len(rows))


@dg.op
def render(context: dg.OpExecutionContext, stats: Stats, rows: list[Row]) -> str:
    text = f"{stats.count} rows, mean {stats.mean}, {rows[0]}"
    context.log_event(dg.AssetObservation("report", metadata={"length": len(text)}))
    context.log_event(dg.AssetMaterialization(["a", "b"], description="made", metadata={"when": dg.MetadataValue.timestamp(datetime(2024, 1, 1).timestamp()) if False else 1}))
    yield dg.ExpectationResult(success=len(rows) == 2, label="two", metadata={"n": len(rows)})
    yield dg.Output(text, metadata={"text": dg.MetadataValue.text(text)})


@dg.job(tags={"team": "x"}, description="pipes")
def pipeline():
    found = rows()
    render(stats(found), found)


def make(name):
    @dg.op(name=f"load_{name}", config_schema={"rows": dg.Field(int, default_value=1)}, tags={"kind": name})
    def _load(context):
        return [f"{name}{i}" for i in range(context.op_config["rows"])]

    return _load


loads = [make(name) for name in ("users", "orders")]


@dg.op
def join(parts):
    return [x for part in parts for x in part]


@dg.job
def made():
    join([load() for load in loads])


@dg.op
def const(context):
    return context.op.name, context.op_handle.name if hasattr(context.op_handle, "name") else str(context.op_handle)


@dg.op
def total(context, values: list):
    context.log.info(f"{context.job_def.name if hasattr(context, 'job_def') else context.job_name}")
    return len(values)


@dg.job
def wide():
    total([const.alias(f"c{i}")() for i in range(5)])
