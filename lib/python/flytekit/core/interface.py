"""Inputs and outputs of tasks and workflows, read from annotations."""

import inspect
import typing
from typing import Any

from _flyte.values import is_optional

from ..exceptions.user import FlyteMissingReturnValueException, FlyteMissingTypeException
from .type_engine import check_type


class Interface:
    """@param inputs by name: type and default @param output_tuple_name of a NamedTuple"""

    def __init__(self, inputs, outputs, output_tuple_name=None):
        self._inputs = inputs
        self.outputs = outputs
        self.output_tuple_name = output_tuple_name

    @property
    def inputs(self):
        return {name: kind for name, (kind, _) in self._inputs.items()}

    @property
    def inputs_with_defaults(self):
        return self._inputs

    @property
    def default_inputs_as_kwargs(self):
        return {name: default for name, (_, default) in self._inputs.items() if default is not None}

    def has_default(self, name):
        kind, default = self._inputs[name]
        return default is not None or is_optional(kind)


def _has_return(function):
    try:
        lines = inspect.getsourcelines(function)[0]
    except OSError, TypeError:
        return True
    return any("return" in line or "yield" in line for line in lines)


def interface_of(function, pickle_untyped=False):
    hints = typing.get_type_hints(function, include_extras=True)
    annotation: Any = hints.get("return")
    if annotation is None and pickle_untyped:
        annotation = typing.Any
    needs_return = annotation and annotation is not type(None) and type(None) not in typing.get_args(annotation)
    if needs_return and not _has_return(function):
        raise FlyteMissingReturnValueException(fn=function)
    inputs = {}
    for name, parameter in inspect.signature(function).parameters.items():
        kind = hints.get(name)
        if kind is None:
            if not pickle_untyped:
                raise FlyteMissingTypeException(fn=function, param_name=name)
            kind = typing.Any
        check_type(kind)
        inputs[name] = (kind, None if parameter.default is inspect.Parameter.empty else parameter.default)
    is_named = isinstance(annotation, type) and annotation.__bases__ == (tuple,) and hasattr(annotation, "_fields")
    return Interface(inputs, _outputs(annotation), getattr(annotation, "__name__", None) if is_named else None)


def _outputs(annotation):
    if annotation in (None, type(None)):
        return {}
    if isinstance(annotation, type) and annotation.__bases__ == (tuple,) and hasattr(annotation, "_fields"):
        return dict(typing.get_type_hints(annotation, include_extras=True))
    if typing.get_origin(annotation) is tuple:
        args = typing.get_args(annotation)
        if len(args) == 1:
            raise TypeError("Tuples should be used to indicate multiple return values, found only one return variable.")
        return {f"o{i}": each for i, each in enumerate(args)}
    if isinstance(annotation, tuple):
        if len(annotation) == 1:
            raise TypeError("Please don't use a tuple if you're just returning one thing.")
        return {f"o{i}": each for i, each in enumerate(annotation)}
    check_type(annotation)
    return {"o0": annotation}


def as_lists(interface, bound, optional):
    """The interface of a map: what is not bound becomes a list. @param optional results may be missing"""

    def outputs(kind):
        return typing.List[typing.Optional[kind] if optional else kind]  # noqa: UP006, UP045 - as messages show it

    return Interface(
        {
            name: (kind, default) if name in bound else (typing.List[kind], None)  # noqa: UP006
            for name, (kind, default) in interface.inputs_with_defaults.items()
        },
        {name: outputs(kind) for name, kind in interface.outputs.items()},
    )
