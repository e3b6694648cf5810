"""Whether a value that is ready fits the type of what receives it, as where flytekit reads it from its literal."""

import datetime
import typing
import weakref

from _flyte.values import is_union, underlying

from .type_engine import TypeTransformerFailedError, literal_text

# Errors of values that promises have. They are worded otherwise.
_of_literals = weakref.WeakSet()
_SIMPLE = (int, float, str, bool, datetime.datetime, datetime.timedelta)


def fits(value, kind):
    kind = underlying(kind)
    if value is None or kind is typing.Any or is_union(kind):
        return True
    if kind in _SIMPLE:
        return type(value) is kind or (kind is float and type(value) is int) or not isinstance(value, _SIMPLE)
    origin, args = typing.get_origin(kind) or kind, typing.get_args(kind)
    if origin is list:
        return isinstance(value, list) and (not args or all(fits(each, args[0]) for each in value))
    return not isinstance(value, _SIMPLE) if origin is dict else True


def check_input(value, kind):
    """@raises TypeTransformerFailedError"""
    if fits(value, kind):
        return
    if (typing.get_origin(kind) or kind) is list and not isinstance(value, list):
        why = (
            f"The expected python type is '{kind}' but the received Flyte literal value is not a collection (Flyte's "
            "representation of Python lists)."
        )
    else:
        why = f"Cannot convert literal {literal_text(value)} to {kind}"
    failed = TypeTransformerFailedError(
        f"Literal value: {_braces(value)}\nExpected Python type: {kind}\nException: {why}"
    )
    _of_literals.add(failed)
    raise failed


def check_output(i, value, kind):
    """@raises TypeError for an output of a workflow"""
    if not fits(value, kind):
        raise TypeError(
            f"Failed to convert output in position {i} of value {literal_text(value)}, expected type {kind}."
        )


def input_failed(name, error):
    """@returns the text for an argument"""
    return f"Error converting input '{name}':\n{error.args[0]}" if error in _of_literals else None


def inputs_failed(entity, error):
    """@returns the text for a call"""
    if error in _of_literals:
        return f"Error encountered while converting inputs of '{entity}':\n  {error.args[0]}"
    return f"Failed to convert inputs of task '{entity}':\n  {error.args[0]}"


def _braces(value):
    """A literal as its text format has it."""
    lines, ends = [], []
    for line in literal_text(value).split("\n")[1:]:
        depth = (len(line) - len(line.lstrip())) // 2 - 1
        while len(ends) > depth:
            lines.append("  " * (len(ends) - 1) + ends.pop())
        if line.endswith(":"):
            lines.append("  " * depth + line.strip()[:-1] + " {")
            ends.append("}")
        else:
            lines.append("  " * depth + line.strip())
    while ends:
        lines.append("  " * (len(ends) - 1) + ends.pop())
    return "\n".join(lines) + "\n"
