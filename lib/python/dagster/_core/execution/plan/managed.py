"""Steps and the I/O managers of the program: what these store and load."""

import inspect
from dataclasses import dataclass

from ...definitions.events import AssetMaterialization, AssetObservation
from ...definitions.metadata import normalize_metadata
from ...errors import (
    DagsterExecutionHandleOutputError,
    DagsterExecutionLoadInputError,
    DagsterInvariantViolationError,
)
from ..context.io import InputContext, OutputContext


@dataclass
class StoredAs:
    """
    A value of an input. @param manager_key the resource that it was stored with @param given what that was told of the
    output
    """

    manager_key: str
    given: dict


def _about(execution):
    return {
        "log": execution.log, "resources": execution.resources, "step_context": execution, "run": execution.run,
    }  # fmt: skip


def load(execution, manager, definition, kept):
    """@param kept `StoredAs` @returns the value of an input, from the I/O manager that has it"""
    given = {
        **_about(execution), "name": definition.name, "op_def": execution.op, "dagster_type": definition.dagster_type,
        "definition_metadata": definition.metadata, "asset_key": kept.given.get("asset_key"),
        "upstream_output": OutputContext({**_about(execution), **kept.given}) if kept.given else None,
    }  # fmt: skip
    try:
        return manager.load_input(InputContext(given))
    except Exception as error:
        return execution.wrap(
            error, DagsterExecutionLoadInputError,
            f'Error occurred while loading input "{definition.name}" of step "{execution.request.key}":',
            step_key=execution.request.key, input_name=definition.name,
        )  # fmt: skip


def handle(execution, manager, definition, output, asset):
    """Has an output stored. @returns metadata that the I/O manager gave"""
    given = {
        **_about(execution), "name": definition.name, "op_def": execution.op, "dagster_type": definition.dagster_type,
        "definition_metadata": definition.metadata, "output_metadata": output.metadata, "asset_key": asset,
        "step_key": execution.request.key, "mapping_key": getattr(output, "mapping_key", None),
    }  # fmt: skip
    context, found, yielded = OutputContext(given), {}, []
    try:
        made = manager.handle_output(context, output.value)
        yielded = list(made) if inspect.isgenerator(made) else [] if made is None else [made]
    except Exception as error:
        execution.wrap(
            error, DagsterExecutionHandleOutputError,
            f'Error occurred while handling output "{definition.name}" of step "{execution.request.key}":',
            step_key=execution.request.key, output_name=definition.name,
        )  # fmt: skip
    for each in [*context.get_logged_events(), *yielded]:
        if isinstance(each, dict):
            found.update(normalize_metadata(each))
        elif isinstance(each, AssetMaterialization):
            text = each.description or f"Materialized value {each.label}."
            execution.event("ASSET_MATERIALIZATION", text, materialization=each)
        elif not isinstance(each, AssetObservation):
            raise DagsterInvariantViolationError(
                f"IO manager on output {definition.name} has returned value {each} of type {type(each).__name__}. "
                "The return type can only be one of AssetMaterialization, Dict[str, MetadataValue]."
            )
    return {**found, **context.get_logged_metadata()}
