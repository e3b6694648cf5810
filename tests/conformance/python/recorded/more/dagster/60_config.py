# Exercises: config classes with defaults, config_schema with Field, and run config for both.
# case: {"job": "configured", "executors": ["in_process"], "run_config": {"ops": {"emit": {"config": {"count": 2}}, "shift": {"config": {"by": 5}}}}}
# case: {"job": "configured", "executors": ["in_process"], "run_config": {"ops": {"emit": {"config": {"count": "two"}}, "shift": {"config": {"by": 5, "other": 1}}}}}
# case: {"job": "configured", "executors": ["in_process"], "run_config": {"ops": {"emit": {"config": {}}, "nope": {}}}}
# case: {"job": "configured", "executors": ["in_process"]}
# case: {"job": "preset", "executors": ["in_process"]}
from typing import Optional

from dagster import Config, Field, RunConfig, job, op


class Inner(Config):
    factor: float = 1.5


class Emit(Config):
    count: int
    prefix: str = "n"
    names: list[str] = ["a", "b"]
    inner: Inner = Inner()
    limit: Optional[int] = None


@op
def emit(context, config: Emit):
    context.log.info(f"{config.count} {config.prefix} {config.names} {config.inner.factor} {config.limit}")
    return config.count


@op(config_schema={"by": int, "mode": Field(str, default_value="up", is_required=False)})
def shift(context, n):
    context.log.info(str(sorted(context.op_config.items())))
    return n + context.op_config["by"]


@job
def configured():
    shift(emit())


@job(config=RunConfig(ops={"emit": Emit(count=7), "shift": {"config": {"by": 1}}}))
def preset():
    shift(emit())
