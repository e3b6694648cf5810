# Exercises: I/O managers as most programs have them (set, without changing values), load_input helpers, values by instance, storage asked afterwards, logs captured from the run.
# case: {"main": true}
import logging

import dagster as dg
from dagster import (
    ConfigurableIOManager,
    DagsterInstance,
    Definitions,
    FilesystemIOManager,
    In,
    InputContext,
    IOManager,
    Out,
    OutputContext,
    asset,
    get_dagster_logger,
    io_manager,
    job,
    materialize,
    op,
)

log = get_dagster_logger("mine")
STORE = {}


class MemoryIOManager(IOManager):
    def handle_output(self, context: OutputContext, obj):
        STORE[tuple(context.get_identifier()[1:]) if not context.has_asset_key else tuple(context.asset_key.path)] = obj

    def load_input(self, context: InputContext):
        upstream = context.upstream_output
        return STORE[tuple(upstream.get_identifier()[1:]) if not upstream.has_asset_key else tuple(upstream.asset_key.path)]


class Prefixed(ConfigurableIOManager):
    prefix: str = "p"

    def handle_output(self, context, obj):
        STORE[f"{self.prefix}/{context.step_key}/{context.name}"] = obj

    def load_input(self, context):
        return STORE[f"{self.prefix}/{context.upstream_output.step_key}/{context.upstream_output.name}"]


@io_manager
def memory(_):
    return MemoryIOManager()


@op(out=Out(io_manager_key="mem"))
def produce():
    log.info("producing")
    return [1, 2]


@op(out={"a": Out(io_manager_key="pre"), "b": Out()})
def consume(values):
    return sum(values), len(values)


@op
def finish(a, b):
    return a * b


@job(resource_defs={"mem": memory, "pre": Prefixed(prefix="q")})
def stored():
    finish(*consume(produce()))


@asset(io_manager_key="mem")
def table():
    return {"rows": 2}


@asset
def view(table):
    return table["rows"] + 1


class Loud(IOManager):
    """Gives metadata, logs, is a generator, and fails where it is told to."""

    def handle_output(self, context, obj):
        context.log.info(f"store {context.name} of {context.step_key} {context.mapping_key} {context.op_def.name}")
        context.add_output_metadata({"size": len(str(obj))})
        if obj == "bad":
            raise ValueError("cannot store")
        STORE["loud", context.step_key] = obj
        yield dg.AssetMaterialization("stored", description=f"stored {obj}")

    def load_input(self, context):
        output = context.upstream_output
        if context.name == "broken":
            raise KeyError(output.step_key)
        return STORE["loud", output.step_key], context.dagster_type.display_name, output.definition_metadata


@op(out=dg.DynamicOut(io_manager_key="loud"))
def spread():
    yield dg.DynamicOutput("x", "x")


@op(out=Out(str, io_manager_key="loud", metadata={"unit": "m"}))
def text(value) -> str:
    return f"text of {value[0]}" if isinstance(value, tuple) else "bad"


@op
def together(values):
    return values


@op
def broken(broken):
    return broken


@dg.input_manager
def table_loader(context):
    return f"table for {context.name}"


@op(ins={"table": In(input_manager_key="tables")})
def uses_table(table):
    return table


@job(resource_defs={"loud": Loud(), "tables": table_loader})
def loud():
    together(spread().map(text).collect())
    uses_table()


@op(out=Out(io_manager_key="loud"))
def spread_one():
    return "one"


@op
def plain():
    return 0


@job(resource_defs={"loud": Loud()})
def failing():
    broken(text.alias("fine")(spread_one()))
    text.alias("wrong")(plain())


@job
def missing():
    text(spread_one())


def show(made):
    result = made.execute_in_process(raise_on_error=False)
    for event in result.all_events:
        if event.event_type_value in ("HANDLED_OUTPUT", "LOADED_INPUT", "ASSET_MATERIALIZATION", "STEP_FAILURE"):
            print(event.event_type_value, event.step_key, event.message)
            if event.is_step_failure:
                error = event.event_specific_data.error
                print(error.cls_name, error.message.strip(), "|", error.cause.message.strip())
    return result


def direct():
    manager = Prefixed(prefix="t")
    with dg.build_output_context(step_key="s", name="n", run_id="r", mapping_key="k") as context:
        manager.handle_output(context, 5)
        print(STORE["t/s/n"], context.get_identifier(), context.has_asset_key)
        print(manager.load_input(dg.build_input_context(name="i", upstream_output=context)))
    for wrong in (lambda: dg.build_output_context().step_key, lambda: dg.build_input_context().name, lambda: dg.build_input_context().get_identifier()):
        try:
            print(wrong())
        except Exception as error:
            print(type(error).__name__, error)
    with dg.build_resources({"pre": manager, "plain": 3}) as resources:
        print(resources.plain, resources.pre.prefix)


if __name__ == "__main__":
    result = show(loud)
    print(result.output_for_node("together"), result.output_for_node("uses_table"))
    show(failing)
    try:
        missing.execute_in_process()
    except Exception as error:
        print(type(error).__name__, error)
    direct()
    result = stored.execute_in_process()
    print(result.success, result.output_for_node("finish"), result.output_for_node("consume", "a"))
    print({str(key): value for key, value in sorted(STORE.items(), key=str)})
    result = materialize([table, view], resources={"mem": MemoryIOManager(), "io_manager": FilesystemIOManager(base_dir="/tmp/fid")})
    print(result.asset_value("view"), STORE.get(("table",)))
    with DagsterInstance.ephemeral() as instance:
        run = stored.execute_in_process(instance=instance)
        print(len(instance.get_runs()), instance.get_run_by_id(run.run_id).status.value, instance.get_run_stats(run.run_id).steps_succeeded if hasattr(instance, "get_run_stats") else "-")
        messages = [entry.user_message for entry in instance.all_logs(run.run_id) if entry.dagster_event is None and "IO manager" not in entry.user_message]
        print(messages)
    defs = Definitions(assets=[table, view], resources={"mem": MemoryIOManager(), "io_manager": dg.mem_io_manager})
    print(defs.get_implicit_global_asset_job_def().execute_in_process().success)
    print(logging.getLogger("dagster").name)
