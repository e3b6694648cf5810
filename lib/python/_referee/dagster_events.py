"""Events and lines of a run's log as JSON, of Dagster's own classes or of Fanout's."""

import logging

from .describe import jsonable

KEPT = {
    "STEP_START", "STEP_INPUT", "STEP_OUTPUT", "STEP_SUCCESS", "STEP_FAILURE", "STEP_UP_FOR_RETRY",
    "STEP_RESTARTED", "STEP_SKIPPED", "ASSET_MATERIALIZATION",
}  # fmt: skip
_MESSAGES = {"STEP_INPUT", "STEP_OUTPUT", "STEP_FAILURE", "STEP_UP_FOR_RETRY", "STEP_RESTARTED", "STEP_SKIPPED"}


def error_chain(info):
    if info is None:
        return None
    chain = {"class": info.cls_name, "message": info.message.strip()}
    if info.cause:
        chain["cause"] = error_chain(info.cause)
    return chain


def metadata_of(entries):
    return {name: jsonable(getattr(value, "value", value)) for name, value in (entries or {}).items()}


def event_entry(event):
    entry = {"event": event.event_type_value}
    data = event.event_specific_data
    if event.event_type_value in _MESSAGES:
        entry["message"] = event.message
    if event.event_type_value == "STEP_OUTPUT":
        entry["output"] = data.step_output_handle.output_name
        if data.step_output_handle.mapping_key is not None:
            entry["mapping_key"] = data.step_output_handle.mapping_key
        if data.metadata:
            entry["metadata"] = metadata_of(data.metadata)
    if event.event_type_value in ("STEP_FAILURE", "STEP_UP_FOR_RETRY"):
        entry["error"] = error_chain(data.error)
        failure = getattr(data, "user_failure_data", None)
        if failure:
            entry["failure"] = {"description": failure.description, "metadata": metadata_of(failure.metadata)}
        if getattr(data, "seconds_to_wait", None) is not None:
            entry["seconds_to_wait"] = data.seconds_to_wait
    return entry


def log_line(record):
    """What a context has logged."""
    return {"log": logging.getLevelName(record.level), "message": record.user_message}
