# Exercises: a script with execute_in_process, its result's methods, run_config objects, resources given as instances, and build_op_context.
# case: {"main": true}
from dagster import (
    Config,
    DagsterEventType,
    Definitions,
    DynamicOut,
    DynamicOutput,
    RunConfig,
    build_op_context,
    job,
    op,
    resource,
)


class Settings(Config):
    factor: int = 2
    names: list[str] = ["a", "b"]


@resource(config_schema={"url": str})
def client(context):
    return {"url": context.resource_config["url"]}


@op(out=DynamicOut())
def split(config: Settings):
    for name in config.names:
        yield DynamicOutput(len(name) * config.factor, mapping_key=name)


@op(required_resource_keys={"client"})
def call(context, n):
    return f"{context.resources.client['url']}/{n}"


@op
def finish(context, urls):
    context.log.info(f"job {context.job_name} op {context.op.name} run {len(context.run_id)}")
    return urls


@job(resource_defs={"client": client})
def calls():
    finish(split().map(call).collect())


defs = Definitions(jobs=[calls])

if __name__ == "__main__":
    result = defs.get_job_def("calls").execute_in_process(
        run_config=RunConfig(ops={"split": Settings(factor=3, names=["xx", "y", "z"])}, resources={"client": {"config": {"url": "http://h"}}})
    )
    print(result.success, result.job_def.name)
    print(result.output_for_node("finish"))
    print(result.output_for_node("split"), result.output_for_node("call"))
    print([event.step_key for event in result.get_step_success_events()] if hasattr(result, "get_step_success_events") else "none")
    print([event.step_key for event in result.all_node_events if event.event_type == DagsterEventType.STEP_SUCCESS])
    print(len(result.events_for_node("call")) > 0, result.is_node_success("call") if hasattr(result, "is_node_success") else "-")
    print(result.dagster_run.status.value, result.dagster_run.job_name)
    context = build_op_context(resources={"client": {"url": "test"}})
    print(call(context, 5))
    print(list(split(Settings(names=["q"])))[0].value)
    print(finish(build_op_context(), ["u"]) if False else "direct")
    print(sorted(defs.get_repository_def().job_names) if hasattr(defs, "get_repository_def") else "-")
    failed = calls.execute_in_process(run_config={"resources": {"client": {"config": {"url": "u"}}}, "ops": {"split": {"config": {"names": ["a-b"]}}}}, raise_on_error=False)
    print(failed.success, [e.step_key for e in failed.all_events if e.is_step_failure])
    try:
        failed.output_for_node("finish")
    except Exception as error:
        print(type(error).__name__, str(error).splitlines()[0])
    try:
        calls.execute_in_process()
    except Exception as error:
        print(type(error).__name__)
        print(str(error).strip())
