"""What happens in a run, as events and lines of its log."""

import traceback
from dataclasses import dataclass, field
from enum import Enum
from types import SimpleNamespace
from typing import Any

STEP_TYPES = (
    "STEP_OUTPUT", "STEP_INPUT", "STEP_FAILURE", "STEP_START", "STEP_SUCCESS", "STEP_SKIPPED", "STEP_UP_FOR_RETRY",
    "STEP_RESTARTED", "STEP_EXPECTATION_RESULT", "ASSET_MATERIALIZATION", "ASSET_OBSERVATION",
    "ASSET_CHECK_EVALUATION", "LOADED_INPUT", "HANDLED_OUTPUT", "HOOK_COMPLETED", "HOOK_ERRORED", "HOOK_SKIPPED",
    "RESOURCE_INIT_FAILURE",
)  # fmt: skip
DagsterEventType: Any = Enum(
    "DagsterEventType",
    {
        **{name: name for name in STEP_TYPES},
        "RUN_START": "PIPELINE_START",
        "RUN_SUCCESS": "PIPELINE_SUCCESS",
        "RUN_FAILURE": "PIPELINE_FAILURE",
        "PIPELINE_START": "PIPELINE_START",
        "PIPELINE_SUCCESS": "PIPELINE_SUCCESS",
        "PIPELINE_FAILURE": "PIPELINE_FAILURE",
        "ENGINE_EVENT": "ENGINE_EVENT",
    },
)


_BY = "\nThe above exception was caused by the following exception:\n"
_DURING = "\nThe above exception occurred during handling of the following exception:\n"


@dataclass
class ErrorInfo:
    """An exception as text, as it crosses."""

    message: str
    stack: list
    cls_name: str
    cause: ErrorInfo | None = None
    context: ErrorInfo | None = None

    @staticmethod
    def of(error, seen=()):
        cause, context = error.__cause__, error.__context__
        seen = (*seen, id(error))
        cause = None if cause is None or id(cause) in seen or _is_remote(cause) else ErrorInfo.of(cause, seen)
        if context is None or id(context) in seen or error.__suppress_context__ or _is_remote(context):
            context = None
        else:
            context = ErrorInfo.of(context, seen)
        found = traceback.TracebackException.from_exception(error)
        return ErrorInfo(
            "".join(found.format_exception_only()), found.stack.format(), type(error).__name__, cause, context
        )

    def to_string(self):
        text = self.message + ("\nStack Trace:\n" + "".join(self.stack) if self.stack else "")
        if self.cause:
            text += f"{_BY}{self.cause.to_string()}"
        if self.context:
            text += f"{_DURING}{self.context.to_string()}"
        return text

    __str__ = to_string


def _is_remote(error):
    return type(error).__name__ == "RemoteTraceback"


def _is(kind):
    return property(lambda self: self.event_type_value == kind)


@dataclass
class DagsterEvent:
    event_type_value: str
    step_key: str | None = None
    node_handle: str | None = None
    message: str | None = ""
    event_specific_data: Any = field(default_factory=SimpleNamespace)

    @property
    def event_type(self):
        return DagsterEventType(self.event_type_value)

    is_step_success = _is("STEP_SUCCESS")
    is_step_failure = _is("STEP_FAILURE")
    is_step_skipped = _is("STEP_SKIPPED")
    is_step_start = _is("STEP_START")
    is_step_up_for_retry = _is("STEP_UP_FOR_RETRY")
    is_step_restarted = _is("STEP_RESTARTED")
    is_successful_output = _is("STEP_OUTPUT")
    is_step_materialization = is_asset_materialization = _is("ASSET_MATERIALIZATION")
    is_asset_observation = _is("ASSET_OBSERVATION")
    is_expectation_result = _is("STEP_EXPECTATION_RESULT")
    is_hook_completed = _is("HOOK_COMPLETED")
    is_hook_errored = _is("HOOK_ERRORED")
    is_hook_skipped = _is("HOOK_SKIPPED")
    is_run_failure = is_failure = _is("PIPELINE_FAILURE")
    is_run_success = is_success = _is("PIPELINE_SUCCESS")

    @property
    def is_step_event(self):
        return self.step_key is not None

    @property
    def step_output_data(self):
        data = self.event_specific_data
        if self.event_type_value == "STEP_OUTPUT":
            handle = data.step_output_handle
            return SimpleNamespace(
                **{**vars(data), "output_name": handle.output_name, "mapping_key": handle.mapping_key}
            )
        return data

    step_failure_data = step_retry_data = step_input_data = step_output_data
    step_materialization_data = asset_observation_data = step_expectation_result_data = step_output_data

    @property
    def materialization(self):
        return self.event_specific_data.materialization

    @property
    def partition(self):
        return getattr(getattr(self.event_specific_data, "materialization", None), "partition", None)

    @property
    def asset_key(self):
        return getattr(getattr(self.event_specific_data, "materialization", None), "asset_key", None)

    @property
    def node_name(self):
        return (self.node_handle or "").rpartition(".")[2]


@dataclass
class LogRecord:
    """One line of a run's log: an event, or what a context logged. @param level a number of `logging`"""

    level: int
    user_message: str | None
    step_key: str | None = None
    dagster_event: DagsterEvent | None = None

    @property
    def asset_materialization(self):
        event = self.dagster_event
        return event.materialization if event is not None and event.is_asset_materialization else None


def step_event(kind, step_key, handle, message: str | None = "", **data):
    return DagsterEvent(kind, step_key, handle, message, SimpleNamespace(**data))
