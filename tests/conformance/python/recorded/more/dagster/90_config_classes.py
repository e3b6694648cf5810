# Exercises: grid search with a mapped graph, ops in a generator, Enum config, nested Config, lists of Config, permissive dict.
# case: {"job": "grid", "executors": ["in_process"]}
# case: {"job": "grid", "run_config": {"ops": {"make_grid": {"config": {"model": {"kind": "TREE", "depth": 3}, "rates": [0.5], "extra": {"a": 1}}}}}, "executors": ["in_process"]}
# case: {"job": "grid", "run_config": {"ops": {"make_grid": {"config": {"model": {"kind": "FOREST"}}}}}, "executors": ["in_process"]}
# case: {"job": "grid", "run_config": {"ops": {"make_grid": {"config": {"rates": "0.5", "unknown": 1}}}}, "executors": ["in_process"]}
# case: {"job": "grid", "run_config": {"ops": {"no_such_op": {"config": {}}}}, "executors": ["in_process"]}
from enum import Enum
from typing import Any, Dict, List, Optional

from dagster import Config, DynamicOut, DynamicOutput, OpExecutionContext, graph, job, op
from pydantic import Field


class Kind(Enum):
    TREE = "tree"
    LINEAR = "linear"


class Model(Config):
    kind: Kind = Kind.LINEAR
    depth: Optional[int] = None


class Grid(Config):
    model: Model = Model()
    rates: List[float] = Field(default=[0.1, 0.2], description="learning rates")
    extra: Dict[str, Any] = {}


@op(out=DynamicOut(Dict[str, Any]))
def make_grid(context: OpExecutionContext, config: Grid):
    context.log.info(f"{config.model.kind} {config.model.depth} {config.extra}")
    for index, rate in enumerate(config.rates):
        yield DynamicOutput({"rate": rate, "kind": config.model.kind.value}, mapping_key=str(index))


@op
def fit(params: Dict[str, Any]) -> float:
    return params["rate"] * len(params["kind"])


@op
def evaluate(score: float) -> str:
    return f"{score:.2f}"


@graph
def train(params):
    return evaluate(fit(params))


@op
def best(scores: List[str]) -> str:
    return max(scores)


@job
def grid():
    best(make_grid().map(train).collect())
