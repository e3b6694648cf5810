"""Inputs and outputs of ops and graphs: as programs declare them, and as they are with what their functions say."""

import inspect

from ..errors import DagsterError, DagsterInvalidDefinitionError
from ..types.dagster_type import Any, is_dynamic_output_annotation, resolve_dagster_type
from .utils import DEFAULT_OUTPUT, NoValueSentinel, check_valid_name

_EMPTY = inspect.Parameter.empty


def _resolved(annotation, problem):
    """@param annotation None where it was written so @param problem what is said of one that is no type"""
    if annotation is _EMPTY:
        return Any
    try:
        return resolve_dagster_type(type(None) if annotation is None else annotation)
    except DagsterError as error:
        raise DagsterInvalidDefinitionError(problem) from error


class In:
    def __init__(
        self,
        dagster_type: object = NoValueSentinel,
        description=None,
        default_value=NoValueSentinel,
        metadata=None,
        asset_key=None,
        asset_partitions=None,
        input_manager_key=None,
    ):
        self.dagster_type = dagster_type if dagster_type is NoValueSentinel else resolve_dagster_type(dagster_type)
        self.description = description
        self.default_value = default_value
        self.metadata = metadata
        self.asset_key = asset_key
        self.input_manager_key = input_manager_key


class GraphIn(In):
    def __init__(self, description=None):
        super().__init__(description=description)


class Out:
    is_dynamic = False

    def __init__(
        self,
        dagster_type: object = NoValueSentinel,
        description=None,
        is_required=True,
        io_manager_key=None,
        metadata=None,
        code_version=None,
    ):
        self.dagster_type = dagster_type if dagster_type is NoValueSentinel else resolve_dagster_type(dagster_type)
        self.description = description
        self.is_required = is_required
        self.io_manager_key = io_manager_key or "io_manager"
        self.metadata = metadata or {}


class DynamicOut(Out):
    is_dynamic = True


class GraphOut(Out):
    def __init__(self, description=None):
        super().__init__(description=description)


class InputDef:
    """An input of a definition. @param default NoValueSentinel for none"""

    def __init__(
        self, name, dagster_type=Any, default=NoValueSentinel, asset_key=None, manager_key=None, metadata=None
    ):
        self.name = check_valid_name(name)
        self.dagster_type = dagster_type
        self.default_value = default
        self.asset_key = asset_key
        # The resource that loads it; None for the one that its value was stored with.
        self.manager_key = manager_key
        self.metadata = metadata or {}

    @property
    def has_default_value(self):
        return self.default_value is not NoValueSentinel


class OutputDef:
    def __init__(
        self,
        name=DEFAULT_OUTPUT,
        dagster_type=Any,
        is_required=True,
        is_dynamic=False,
        metadata=None,
        annotation: object = _EMPTY,
        manager_key="io_manager",
    ):
        self.name = check_valid_name(name)
        self.manager_key = manager_key
        self.dagster_type = dagster_type
        self.is_required = is_required
        self.is_dynamic = is_dynamic
        self.metadata = metadata or {}
        self.annotation = annotation

    @property
    def optional(self):
        return not self.is_required


def input_of(name, annotation, default, declared):
    """@param declared the `In`, or None"""
    if declared is not None and declared.dagster_type is not NoValueSentinel:
        kind = declared.dagster_type
    else:
        kind = _resolved(
            annotation,
            f"Problem using type '{annotation}' from type annotation for argument '{name}', correct the issue or "
            "explicitly set the dagster_type via In().",
        )
    if declared is not None and declared.default_value is not NoValueSentinel:
        default = declared.default_value
    if declared is None:
        return InputDef(name, kind, default)
    return InputDef(name, kind, default, declared.asset_key, declared.input_manager_key, declared.metadata)


def output_of(name, annotation, declared):
    """@param annotation of the return value @param declared the `Out`, or None"""
    is_dynamic = declared.is_dynamic if declared is not None else False
    if declared is not None and declared.dagster_type is not NoValueSentinel:
        kind = declared.dagster_type
    else:
        kind = _resolved(
            annotation,
            f"Problem using type '{annotation}' from return type annotation, correct the issue or explicitly set the "
            "dagster_type via Out().",
        )
        if declared is None and annotation not in (_EMPTY, None):
            is_dynamic = is_dynamic_output_annotation(annotation)
    required = declared.is_required if declared is not None else True
    if declared is None:
        return OutputDef(name, kind, required, is_dynamic, None, annotation)
    return OutputDef(name, kind, required, is_dynamic, declared.metadata, annotation, declared.io_manager_key)
