# Exercises: inputs from config, defaults of inputs, inputs of jobs, config mappings, priorities.
# case: {"job": "from_config", "executors": ["in_process"], "run_config": {"ops": {"add": {"inputs": {"x": 4, "y": {"value": 5}}}}}}
# case: {"job": "from_config", "executors": ["in_process"]}
# case: {"job": "given", "executors": ["in_process"]}
# case: {"job": "simple", "executors": ["in_process"], "run_config": {"ops": {"config": {"n": 3}}}}
# case: {"job": "simple", "executors": ["in_process"], "run_config": {"n": 3}}
from dagster import config_mapping, graph, job, op


@op
def add(context, x: int, y: int, z: int = 10) -> int:
    context.log.info(f"{x} {y} {z}")
    return x + y + z


@job
def from_config():
    add()


@graph
def with_input(n):
    add.alias("first")(n, n)


given = with_input.to_job(name="given", input_values={"n": 2})


@op(config_schema={"n": int})
def emit(context):
    return context.op_config["n"]


@config_mapping(config_schema={"n": int})
def short(value):
    return {"ops": {"emit": {"config": {"n": value["n"] * 2}}}}


@job(config=short, tags={"team": "a", "size": "1"})
def simple():
    emit()
