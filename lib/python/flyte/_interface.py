"""The inputs and outputs of a task, read from its annotations."""

import inspect
import typing
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal

from _flyte.values import Engine, is_optional

from ._logging import logger

_EMPTY = inspect.Parameter.empty


class TypeTransformerFailedError(TypeError, AssertionError, ValueError):
    """A value is not of the type that it should have."""


TypeTransformerFailedError.__module__ = "flyte.types._type_engine"


class _Engine(Engine):
    def _simple(self, value, kind):
        if kind is int and isinstance(value, bool):
            raise TypeError("Field flyteidl2.core.Primitive.integer: Expected an int, got a boolean.")
        return super()._simple(value, kind)

    def _enum(self, value, kind):
        """A text is the name of a member."""
        if not isinstance(value, str) or isinstance(value, kind):
            return super()._enum(value, kind)
        name = getattr(value, "name", value)
        if name not in kind.__members__:
            raise self.failed(f"Value {name} is not valid value, expected - {list(kind.__members__)}")
        return kind[name]


engine = _Engine(TypeTransformerFailedError)


def _literal_as_enum(kind):
    values = typing.get_args(kind)
    if not all(isinstance(each, str) for each in values):
        logger.warning(f"Literal type {kind} contains non-string values, using Any instead of Enum")
        return Any
    # The values themselves cross, as in Flyte: an Enum only checks them.
    return kind


def _outputs(annotation):
    if isinstance(annotation, str):
        raise TypeError("String return annotations are not supported.")
    if annotation in (None, type(None), inspect.Signature.empty):
        return {}
    if isinstance(annotation, type) and annotation.__bases__ == (tuple,) and hasattr(annotation, "_fields"):
        return dict(typing.get_type_hints(annotation, include_extras=True))
    if typing.get_origin(annotation) is tuple:
        args = typing.get_args(annotation)
        if len(args) == 1:
            raise TypeError("Tuples should be used to indicate multiple return values, found only one return variable.")
        if Ellipsis in args:
            raise TypeError("Variable length tuples are not supported as return types.")
        return {f"o{i}": each for i, each in enumerate(args)}
    if isinstance(annotation, tuple):
        if len(annotation) == 1:
            raise TypeError("Please don't use a tuple if you're just returning one thing.")
        return {f"o{i}": each for i, each in enumerate(annotation)}
    return {"o0": annotation}


@dataclass(frozen=True)
class NativeInterface:
    inputs: dict[str, tuple[Any, Any]]
    outputs: dict[str, Any]

    @classmethod
    def from_callable(cls, func):
        signature = inspect.signature(func)
        try:
            hints = typing.get_type_hints(func, include_extras=True)
        except Exception as error:
            logger.warning(f"Could not get type hints for function {func.__name__}: {error}")
            raise
        inputs = {}
        for name, parameter in signature.parameters.items():
            if parameter.kind in (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD):
                raise ValueError(f"Function {func.__name__} cannot have variable positional or keyword arguments.")
            if parameter.annotation is _EMPTY:
                logger.warning(
                    f"Function {func.__name__} has parameter {name} without type annotation. Data will be pickled."
                )
            kind = hints.get(name, parameter.annotation)
            inputs[name] = (_literal_as_enum(kind) if typing.get_origin(kind) is Literal else kind, parameter.default)
        return cls(inputs=inputs, outputs=_outputs(hints.get("return", signature.return_annotation)))

    def has_outputs(self):
        return len(self.outputs) > 0

    def required_inputs(self):
        return [name for name, (_, default) in self.inputs.items() if default is _EMPTY]

    def num_required_inputs(self):
        return len(self.required_inputs())

    def get_input_types(self):
        return {name: kind for name, (kind, _) in self.inputs.items()}

    def convert_to_kwargs(self, *args, **kwargs):
        if len(args) > len(self.inputs):
            raise ValueError(
                f"Too many positional arguments provided, expected inputs {self.inputs.keys()}, args {len(args)}"
            )
        for arg, name in zip(args, self.inputs.keys(), strict=False):
            kwargs[name] = arg
        if len(kwargs) > len(self.inputs):
            raise ValueError(
                f"Too many keyword arguments provided, expected inputs {self.inputs.keys()}, args {kwargs.keys()}"
            )
        return kwargs


def convert_inputs(interface: NativeInterface, args, kwargs) -> dict[str, Any]:
    """The arguments of a call, with defaults, as the task gets them."""
    given = interface.convert_to_kwargs(*args, **kwargs)
    missing = [name for name in interface.required_inputs() if name not in given]
    if missing:
        raise ValueError(f"Missing required inputs: {', '.join(missing)}")
    converted = {}
    for name, (kind, default) in interface.inputs.items():
        if name not in given and (default is not None or is_optional(kind) or kind in (None, type(None))):
            given[name] = default
    for name, value in given.items():
        kind = interface.inputs[name][0] if name in interface.inputs else type(value)
        converted[name] = _converted(name, value, kind)
    return {name: converted[name] for name in interface.inputs}


def _converted(name, value, kind):
    try:
        return checked(value, kind)
    except TypeError as error:
        raise TypeError(
            f"Type conversion failed for variable '{name}'.\n"
            f"Expected type: {kind}\n"
            f"Actual type: {type(value)}\n"
            f"Value received: {value!r}\n"
            f"Reason: {error}"
        ) from error


def checked(value, kind):
    if typing.get_origin(kind) is Literal:
        given = value.value if isinstance(value, Enum) else value
        if given not in typing.get_args(kind):
            raise TypeTransformerFailedError(f"Value {given} is not in Enum {kind}")
        return given
    return engine.convert(value, kind)


def convert_outputs(interface: NativeInterface, value, task_name):
    """What a task gives, as its caller gets it."""
    from .errors import RuntimeDataValidationError

    values = value if isinstance(value, tuple) else (value,)
    if not interface.outputs:
        if len(values) == 1 and values[0] is not None:
            text = f"Expected no outputs but got {values},did you miss a return type annotation?"
            raise RuntimeDataValidationError("o0", text, task_name)
        return None
    expected = len(interface.outputs)
    assert len(values) == expected, (
        f"Received {len(values)} outputs but return annotation has {expected} outputs specified. "
    )
    results = []
    for (name, kind), each in zip(interface.outputs.items(), values, strict=True):
        try:
            results.append(checked(each, kind))
        except TypeTransformerFailedError as error:
            raise RuntimeDataValidationError(name, error, task_name)  # noqa: B904 - as Flyte: its context
    return results[0] if expected == 1 else tuple(results)
