# Exercises: unit-test style: ops invoked directly with contexts, config, resources; graphs composed; validation errors printed.
# case: {"main": true}
from typing import List

from dagster import (
    Config,
    ConfigurableResource,
    DagsterInvalidConfigError,
    DagsterInvariantViolationError,
    DagsterTypeCheckDidNotPass,
    DynamicOut,
    DynamicOutput,
    In,
    Out,
    Output,
    build_op_context,
    graph,
    job,
    op,
)


class Conf(Config):
    n: int
    names: List[str] = []


class Api(ConfigurableResource):
    base: str

    def get(self, path):
        return f"{self.base}{path}"


@op
def configured_op(config: Conf) -> int:
    return config.n + len(config.names)


@op(config_schema={"n": int}, required_resource_keys={"api"})
def old_style(context, x):
    context.log.info("called")
    return x + context.op_config["n"], context.resources.api


@op
def with_api(api: Api, path: str) -> str:
    return api.get(path)


@op(out=DynamicOut())
def many(n: int):
    for i in range(n):
        yield DynamicOutput(i, mapping_key=f"i{i}")


@op(out={"a": Out(), "b": Out(is_required=False)})
def two_outs(flag: bool):
    yield Output(1, "a")
    if flag:
        yield Output(2, "b")


@op
async def slow(x: int) -> int:
    return x + 1


@op(ins={"x": In(int)})
def typed(x):
    return x


def attempt(name, function):
    try:
        print(name, "->", function())
    except Exception as error:
        print(name, type(error).__name__, str(error).strip().split("\n")[0])


@job
def duplicate_names():
    typed(typed.alias("one")())


if __name__ == "__main__":
    import asyncio

    attempt("config", lambda: configured_op(Conf(n=3, names=["a"])))
    attempt("config keyword", lambda: configured_op(config=Conf(n=3)))
    attempt("config by context", lambda: configured_op(build_op_context(op_config={"n": 1})))
    attempt("old", lambda: old_style(build_op_context(op_config={"n": 1}, resources={"api": "api"}), 5))
    attempt("old keyword", lambda: old_style(build_op_context(config={"n": 1}, resources={"api": "api"}), x=5))
    attempt("no resource", lambda: old_style(build_op_context(op_config={"n": 1}), 5))
    attempt("bad config", lambda: old_style(build_op_context(op_config={"n": "x"}, resources={"api": 1}), 5))
    attempt("no context", lambda: old_style(5))
    attempt("api", lambda: with_api(Api(base="http://x"), "/p"))
    attempt("api keyword", lambda: with_api(path="/p", api=Api(base="b")))
    attempt("many", lambda: [each.value for each in many(3)])
    attempt("two", lambda: [each.output_name for each in two_outs(True)])
    attempt("slow", lambda: asyncio.run(slow(1)))
    attempt("typed", lambda: typed("text"))
    attempt("too many", lambda: typed(1, 2))
    attempt("missing", lambda: typed())
    attempt("unknown", lambda: typed(y=1))
    attempt("conf missing", lambda: Conf())
    attempt("conf type", lambda: Conf(n="x"))
    attempt("conf extra", lambda: Conf(n=1, other=2).n)
    attempt("conf frozen", lambda: setattr(Conf(n=1), "n", 2))
    attempt("resource missing", lambda: Api())
    attempt("repr", lambda: repr(Conf(n=1)))
    attempt("job", lambda: duplicate_names.execute_in_process(run_config={"ops": {"one": {"inputs": {"x": 4}}}}).output_for_node("typed"))
    attempt("job bad input", lambda: duplicate_names.execute_in_process(run_config={"ops": {"one": {"inputs": {"x": "four"}}}}).output_for_node("typed"))
    attempt("unknown node", lambda: duplicate_names.execute_in_process(run_config={"ops": {"one": {"inputs": {"x": 4}}}}).output_for_node("nope"))
    attempt("unknown output", lambda: duplicate_names.execute_in_process(run_config={"ops": {"one": {"inputs": {"x": 4}}}}).output_for_node("typed", "nope"))
