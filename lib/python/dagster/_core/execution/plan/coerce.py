"""What an op returns, as the outputs that it stands for."""

import inspect

from ...definitions.asset_checks import AssetCheckResult
from ...definitions.decorated import EMPTY
from ...definitions.events import (
    AssetMaterialization,
    AssetResult,
    DynamicOutput,
    ExpectationResult,
    ObserveResult,
    Output,
)
from ...definitions.utils import DEFAULT_OUTPUT
from ...errors import DagsterInvariantViolationError
from ...types.dagster_type import is_generic_output_annotation

_DOCS = "https://legacy-docs.dagster.io/concepts/ops-jobs-graphs"


def outputs_of(result, op, label, log):
    """@returns an iterator of what the op has returned @raises DagsterInvariantViolationError"""
    outputs = op.output_defs
    if inspect.isgenerator(result):
        yield from result
    elif isinstance(result, (AssetMaterialization, ExpectationResult)):
        raise DagsterInvariantViolationError(
            f"Error in {label}: If you are returning an AssetMaterialization or an ExpectationResult from op you must "
            "yield them directly, or log them using the context.log_event method to avoid ambiguity with an implied "
            "result from returning a value. Check out the docs on logging events here: "
            f"{_DOCS}/op-events#op-events-and-exceptions"
        )
    elif isinstance(result, (ObserveResult, AssetCheckResult)):
        yield result
    elif not outputs:
        if result is not None:
            raise DagsterInvariantViolationError(
                f"Error in {label}: Unexpectedly returned output of type {type(result)}. Op is explicitly defined to "
                "return no results."
            )
    else:
        for position, (output, element) in enumerate(_each(result, outputs, label)):
            yield from _one(position, output, element, result, op, label, log)


def _each(result, outputs, label):
    if len(outputs) == 1:
        return [(outputs[0], result)]
    if result is None and all(each.dagster_type.is_nothing and each.is_required for each in outputs):
        return [(each, None) for each in outputs]
    if not isinstance(result, tuple):
        raise DagsterInvariantViolationError(
            f"{label} has multiple outputs, but only one output was returned of type {type(result)}. When using "
            "multiple outputs, either yield each output, or return a tuple containing a value for each output. Check "
            f"out the documentation on outputs for more: {_DOCS}/ops#outputs."
        )
    if len(result) != len(outputs):
        raise DagsterInvariantViolationError(
            f"Length mismatch between returned tuple of outputs and number of output defs on {label}. Output tuple "
            f"has {len(result)} outputs, while op has {len(outputs)} outputs."
        )
    return list(zip(outputs, result, strict=True))


def _one(position, output, element, result, op, label, log):
    annotation = output.annotation
    if output.is_dynamic:
        yield from _dynamic(position, output, element, label)
    elif isinstance(element, AssetResult):
        yield element
    elif isinstance(element, Output):
        if annotation is not EMPTY and not is_generic_output_annotation(annotation):
            raise DagsterInvariantViolationError(
                f"Error with output for {label}: received Output object for output '{output.name}' which does not "
                f"have an Output annotation. Annotation has type {annotation}."
            )
        _check_name(element, output, position)
        yield Output(element.value, output.name, element.metadata, element.data_version, tags=element.tags)
    else:
        if is_generic_output_annotation(annotation):
            raise DagsterInvariantViolationError(
                f"Error with output for {label}: output '{output.name}' has generic output annotation, but did not "
                f"receive an Output object for this output. Received instead an object of type {type(element)}."
            )
        if result is None and not output.is_required:
            log.warning(
                f'Value "None" returned for non-required output "{output.name}" of {label}. This value will be '
                "passed to downstream ops. For conditional execution, results must be yielded: "
                f"{_DOCS}/graphs#with-conditional-branching"
            )
        yield Output(element, output.name)


def _dynamic(position, output, element, label):
    if not isinstance(element, list):
        raise DagsterInvariantViolationError(
            f"Error with output for {label}: dynamic output '{output.name}' expected a list of DynamicOutput objects, "
            f"but instead received instead an object of type {type(element)}."
        )
    for item in element:
        if not isinstance(item, DynamicOutput):
            raise DagsterInvariantViolationError(
                f"Error with output for {label}: dynamic output '{output.name}' at position {position} expected a "
                f"list of DynamicOutput objects, but received an item with type {type(item)}."
            )
        _check_name(item, output, position)
        yield DynamicOutput(item.value, item.mapping_key, output.name, item.metadata)


def _check_name(given, output, position):
    if given.output_name not in (DEFAULT_OUTPUT, output.name):
        raise DagsterInvariantViolationError(
            f"Bad state: Output was explicitly named '{given.output_name}', which does not match the output "
            f"definition specified for position {position}: '{output.name}'."
        )
