"""What runs of Dagster do. Both Dagsters are asked by the same names, but for where a run's log is written."""

from typing import Any

from .dagster_events import KEPT, event_entry, log_line
from .describe import describe
from .record import shown


def version():
    import dagster

    return dagster.__version__


class Watch:
    """Keeps what the runs of a program log, and their results."""

    def __init__(self):
        from dagster import ExecuteInProcessResult

        self._records = []
        self._results = []
        # What the page shows of an entry's run: in Fanout's Dagster.
        self.page_output = None
        keep, results = self._records.append, self._results
        _before(*_log_writer(), lambda _, record, *__: keep(record))
        _before(ExecuteInProcessResult, "__init__", lambda result, *_: results.append(result))

    def is_started(self):
        return bool(self._records)

    def has_entry(self, namespace):
        return _find_job()(namespace, None) is not None

    def run_entry(self, namespace, chosen, inputs):
        job: Any = _find_job()(namespace, chosen)
        inputs = dict(inputs)
        key = _partition_key(job, inputs.pop("partition", None))
        config = _with_inputs()(job, inputs, _partition_config(job, key))
        result = job.execute_in_process(run_config=config, partition_key=key)
        self.page_output = _page_output(job, result)

    def found(self):
        return {"log": [line for each in self._records for line in _line(each)], "outputs": self._outputs()}

    def _outputs(self):
        """Values of every node's outputs, as texts."""
        found = {}
        for record in self._records:
            event = record.dagster_event
            if event is None or event.event_type_value != "STEP_OUTPUT":
                continue
            node, output = str(event.node_handle), event.event_specific_data.step_output_handle.output_name
            name = node if output == "result" else f"{node}:{output}"
            for result in self._results:
                if name not in found and result.run_id == _run_id(record, result):
                    found[name] = _value_text(result, node, output)
        return found


def _partition_key(job, key):
    """@param key from the page; empty for the last one @returns None where the job has no partitions"""
    definition = getattr(job, "partitions", None) or job.partitions_def
    return None if definition is None else key or definition.get_last_partition_key()


def _partition_config(job, key):
    """Run config that follows from a partition; None where the job says nothing."""
    own = getattr(job, "partitioned_config", None) or getattr(job, "config", None)
    config_of = getattr(own, "get_run_config_for_partition_key", None)
    return None if key is None or config_of is None else config_of(key)


def _run_id(record, result):
    """Records of Fanout's Dagster do not say it."""
    return getattr(record, "run_id", result.run_id)


def _value_text(result, node, output):
    try:
        return shown(result.output_for_node(node, output))
    except Exception as error:
        said = describe(error)
        return f"{said['class']}: {said['message']}"


def _line(record):
    event = record.dagster_event
    if event is None:
        yield {"step": record.step_key, **log_line(record)}
    elif event.event_type_value in KEPT:
        yield {"step": event.step_key, **event_entry(event)}
    elif event.event_type_value in ("PIPELINE_SUCCESS", "PIPELINE_FAILURE"):
        yield {
            "step": None,
            "event": event.event_type_value.replace("PIPELINE", "RUN"),
            "message": event.message,
        }


def _before(owner, name, tell):
    call = getattr(owner, name)

    def told(*args, **kwargs):
        tell(*args)
        return call(*args, **kwargs)

    setattr(owner, name, told)


def _log_writer():
    """@returns the method that gets each line of a run's log"""
    try:
        from dagster._core.execution.run import Run

        return Run, "keep"
    except ImportError:
        from dagster import DagsterInstance

        return DagsterInstance, "handle_new_event"


def _find_job():
    try:
        from dagster._core.definitions.definitions import find_job
    except ImportError:
        from .dagster_entries import find_job
    return find_job


def _page_output(job, result):
    try:
        from dagster._core.execution.entry import _output
    except ImportError:
        return None
    return _output(job, result)


def _with_inputs():
    try:
        from dagster._core.execution.entry import _with_inputs
    except ImportError:
        from .dagster_entries import with_inputs as _with_inputs
    return _with_inputs
