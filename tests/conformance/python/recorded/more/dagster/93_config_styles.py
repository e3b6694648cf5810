# Exercises: config_schema in many shapes, selectors, defaults, StringSource, nested dicts, arrays, maps, enum, permissive; errors of each.
# case: {"job": "styles", "run_config": {"ops": {"loose": {"config": {"x": 1, "y": "z"}}, "nested": {"config": {"db": {"host": "h"}, "tags": ["a"], "mode": "FAST", "limits": {"a": 1}}}, "choose": {"config": {"csv": {"sep": ";"}}}, "plain": {"config": 5}}}, "executors": ["in_process"]}
# case: {"job": "styles", "run_config": {"ops": {"loose": {"config": {"x": "1"}}, "nested": {"config": {"db": {"port": 1}, "tags": "a", "mode": "SLOW", "limits": {"a": "b"}}}, "choose": {"config": {"csv": {}, "json": {}}}, "plain": {"config": "five"}}}, "executors": ["in_process"]}
# case: {"job": "styles", "executors": ["in_process"]}
import enum

from dagster import Array, Enum, EnumValue, Field, IntSource, Map, Noneable, Permissive, Selector, Shape, StringSource, job, op


class Mode(enum.Enum):
    FAST = 1
    SAFE = 2


@op(config_schema=Permissive({"x": int}))
def loose(context):
    return dict(context.op_config)


@op(
    config_schema={
        "db": Shape({"host": StringSource, "port": Field(IntSource, default_value=5432)}),
        "tags": [str],
        "mode": Field(Enum("Mode", [EnumValue("FAST", Mode.FAST), EnumValue("SAFE", Mode.SAFE)]), is_required=False),
        "limits": Map(str, int),
        "note": Noneable(str),
        "ratio": Field(float, default_value=0.5, description="between 0 and 1"),
        "deep": {"a": {"b": Field(bool, default_value=True)}},
    }
)
def nested(context):
    return {key: str(value) for key, value in sorted(context.op_config.items())}


@op(config_schema=Selector({"csv": {"sep": Field(str, default_value=",")}, "json": {"indent": Field(int, is_required=False)}}))
def choose(context):
    return context.op_config


@op(config_schema=int)
def plain(context):
    return context.op_config + 1


@op(config_schema=Array(int))
def listed(context):
    return sum(context.op_config)


@job
def styles():
    loose()
    nested()
    choose()
    plain()
