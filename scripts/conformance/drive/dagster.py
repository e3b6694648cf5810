# Runs a Dagster job of a module and gives what happened, as the recordings write it.
import contextlib
import io
import json

from _referee.dagster_events import KEPT, event_entry, log_line
from _referee.describe import describe, jsonable


def read_log(instance, run_id):
    by_step, order, run = {}, [], []
    for record in instance.all_logs(run_id):
        event = record.dagster_event
        if event is None:
            line = log_line(record)
            (by_step.setdefault(record.step_key, []) if record.step_key else run).append(line)
        elif event.event_type_value in KEPT:
            by_step.setdefault(event.step_key, []).append(event_entry(event))
            order.append(f"{event.event_type_value} {event.step_key}")
        elif event.event_type_value in ("PIPELINE_SUCCESS", "PIPELINE_FAILURE"):
            run.append({"event": event.event_type_value.replace("PIPELINE", "RUN"), "message": event.message})
    return by_step, order, run


def outputs(result, instance):
    found = {}
    for record in instance.all_logs(result.run_id):
        event = record.dagster_event
        if event is None or event.event_type_value != "STEP_OUTPUT":
            continue
        node, output = str(event.node_handle), event.event_specific_data.step_output_handle.output_name
        name = node if output == "result" else f"{node}:{output}"
        if name not in found:
            try:
                found[name] = jsonable(result.output_for_node(node, output))
            except Exception as error:
                found[name] = {"raises": describe(error)}
    return found


def describe_run(result, values, instance):
    by_step, order, lines = read_log(instance, result.run_id)
    record = {"success": result.success, "outputs": values, "order": order, "by_step": by_step, "run": lines}
    record["started"] = [
        entry.split(" ", 1)[1] for entry in order if entry.startswith(("STEP_START", "STEP_RESTARTED"))
    ]
    return record


def raising(job, case):
    from dagster import DagsterInstance

    with DagsterInstance.ephemeral() as instance:
        raised = None
        try:
            job.execute_in_process(run_config=case.get("run_config"), instance=instance)
        except Exception as error:
            raised = describe(error)
        runs = instance.get_runs()
        return {"raised": raised, "order": read_log(instance, runs[0].run_id)[1] if runs else []}


def run(load, case):
    try:
        job = getattr(load(), case["job"])
    except Exception as error:
        return {"definition_error": describe(error)}
    from dagster import DagsterInstance, execute_job, reconstructable

    try:
        with DagsterInstance.ephemeral() as instance:
            if case["executor"] == "multiprocess":
                result = execute_job(
                    reconstructable(job), instance, run_config=case.get("run_config"), raise_on_error=False
                )
            else:
                result = job.execute_in_process(
                    run_config=case.get("run_config"), instance=instance, raise_on_error=False
                )
            record = describe_run(result, outputs(result, instance), instance)
            if not record["success"] and case["executor"] != "multiprocess":
                record["raise_on_error"] = raising(job, case)
            return record
    except Exception as error:
        return {"refused": describe(error)}


def perform(load, case):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        record = run(load, case)
    return {"stdout": printed.getvalue().splitlines(), **record}
