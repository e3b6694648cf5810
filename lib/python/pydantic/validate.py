"""Checks and converts values by their annotations."""

import enum
import re
import types
import typing
from typing import Any

from .fields import FieldInfo


class Wrong(Exception):
    """@param errors dicts of pydantic_core"""

    def __init__(self, errors):
        self.errors = errors


def wrong(kind, message, given, loc=()):
    return Wrong([{"type": kind, "loc": tuple(loc), "msg": message, "input": given}])


_TRUE = {"1", "on", "t", "true", "y", "yes"}
_FALSE = {"0", "off", "f", "false", "n", "no"}


def _int(value):
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        if value != int(value):
            raise wrong("int_from_float", "Input should be a valid integer, got a number with a fractional part", value)
        return int(value)
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            text = "Input should be a valid integer, unable to parse string as an integer"
            raise wrong("int_parsing", text, value) from None
    raise wrong("int_type", "Input should be a valid integer", value)


def _float(value):
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            text = "Input should be a valid number, unable to parse string as a number"
            raise wrong("float_parsing", text, value) from None
    raise wrong("float_type", "Input should be a valid number", value)


def _bool(value):
    if isinstance(value, bool):
        return value
    if isinstance(value, (str, int, float)):
        text = str(value).lower()
        if text in _TRUE or text in _FALSE:
            return text in _TRUE
        raise wrong("bool_parsing", "Input should be a valid boolean, unable to interpret input", value)
    raise wrong("bool_type", "Input should be a valid boolean", value)


def _str(value):
    if isinstance(value, str):
        return value
    raise wrong("string_type", "Input should be a valid string", value)


_SCALARS = {int: _int, float: _float, bool: _bool, str: _str}


def validated(annotation, value):
    """@returns the value as the annotation has it @raises Wrong"""
    if annotation is typing.Any or annotation is None or isinstance(annotation, (str, typing.TypeVar)):
        return value
    if annotation in _SCALARS:
        return _SCALARS[annotation](value)
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        value = validated(args[0], value)
        for each in args[1:]:
            if isinstance(each, FieldInfo):
                check_bounds(each.bounds, value)
        return value
    if origin in (typing.Union, types.UnionType):
        return _union(args, value)
    if origin is typing.Literal:
        if value in args:
            return value
        raise wrong("literal_error", f"Input should be {_either(args)}", value)
    kind = origin or annotation
    if kind in (list, set, frozenset, tuple):
        return _sequence(kind, args, value)
    if kind is dict:
        if not isinstance(value, dict):
            raise wrong("dict_type", "Input should be a valid dictionary", value)
        key_type, value_type = args or (typing.Any, typing.Any)
        return {validated(key_type, k): _at(k, value_type, v) for k, v in value.items()}
    if kind is type(None):
        if value is None:
            return None
        raise wrong("none_required", "Input should be None", value)
    if isinstance(kind, type):
        return _instance(kind, value)
    return value


def _instance(kind, value):
    if isinstance(value, kind):
        return value
    if hasattr(kind, "model_fields"):
        if isinstance(value, dict):
            return kind._made(value)
        text = f"Input should be a valid dictionary or instance of {kind.__name__}"
        raise wrong("model_type", text, value)
    if issubclass(kind, enum.Enum):
        try:
            return kind(value)
        except ValueError:
            raise wrong("enum", f"Input should be {_either([each.value for each in kind])}", value) from None
    raise wrong("is_instance_of", f"Input should be an instance of {kind.__name__}", value)


def _either(values):
    shown = [repr(each) for each in values]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def _at(place, annotation, value):
    try:
        return validated(annotation, value)
    except Wrong as error:
        raise Wrong([{**each, "loc": (place, *each["loc"])} for each in error.errors]) from None


def _sequence(kind, args, value):
    word = {list: "list", set: "set", frozenset: "frozenset", tuple: "tuple"}[kind]
    if not isinstance(value, (list, tuple, set, frozenset)) or (kind is list and isinstance(value, (set, frozenset))):
        raise wrong(f"{'frozen_set' if kind is frozenset else word}_type", f"Input should be a valid {word}", value)
    if kind is tuple and args and args[-1] is not Ellipsis:
        if len(args) != len(value):
            raise wrong("too_long" if len(value) > len(args) else "missing", "Field required", value)
        return tuple(_at(i, each, item) for i, (each, item) in enumerate(zip(args, value, strict=True)))
    inner = args[0] if args else typing.Any
    return kind(_at(i, inner, item) for i, item in enumerate(value))


def tags_of(annotation, name):
    """The models of a union, by the values of the field that tells them apart."""
    models = [each for each in typing.get_args(annotation) if each is not type(None)]
    return {tag: model for model in models for tag in typing.get_args(model.model_fields[name].annotation)}


def tagged(annotation, name, value):
    """A value of a union whose models have tags. @raises Wrong"""
    models = tags_of(annotation, name)
    if value is None and type(None) in typing.get_args(annotation):
        return None
    if not isinstance(value, dict):
        text = "Input should be a valid dictionary or object to extract fields from"
        raise wrong("model_attributes_type", text, value)
    if name not in value:
        raise wrong("union_tag_not_found", f"Unable to extract tag using discriminator {name!r}", value)
    tag = value[name]
    if tag not in models:
        expected = ", ".join(map(repr, models))
        text = f"Input tag {str(tag)!r} found using {name!r} does not match any of the expected tags: {expected}"
        raise wrong("union_tag_invalid", text, value)
    return _at(tag, models[tag], value)


def _union(args, value):
    if value is None and type(None) in args:
        return None
    kinds = [each for each in args if each is not type(None)]
    # What is of one of the types already is left as it is.
    for each in kinds:
        if isinstance(each, type) and type(value) is each:
            return value
    errors = []
    for each in kinds:
        try:
            return validated(each, value)
        except Wrong as error:
            names = () if len(kinds) == 1 else (getattr(each, "__name__", str(each)),)
            errors.extend({**found, "loc": (*names, *found["loc"])} for found in error.errors)
    raise Wrong(errors)


_BOUNDS = {
    "gt": (lambda value, bound: value > bound, "greater_than", "Input should be greater than {}"),
    "ge": (lambda value, bound: value >= bound, "greater_than_equal", "Input should be greater than or equal to {}"),
    "lt": (lambda value, bound: value < bound, "less_than", "Input should be less than {}"),
    "le": (lambda value, bound: value <= bound, "less_than_equal", "Input should be less than or equal to {}"),
    "pattern": (
        lambda value, bound: re.search(bound, value) is not None,
        "string_pattern_mismatch",
        "String should match pattern '{}'",
    ),
}


def check_bounds(bounds, value: Any):
    """@raises Wrong"""
    for name, bound in bounds:
        if name in _BOUNDS:
            holds, kind, message = _BOUNDS[name]
            if value is not None and not holds(value, bound):
                raise wrong(kind, message.format(bound), value)
        elif value is not None and _is_too_long_or_short(name, bound, len(value)):
            raise _length(name, bound, value)


def _is_too_long_or_short(name, bound, length):
    return length < bound if name == "min_length" else length > bound


def _length(name, bound, value):
    least = name == "min_length"
    if isinstance(value, str):
        kind = "string_too_short" if least else "string_too_long"
        words = f"String should have at {'least' if least else 'most'} {bound} character{'' if bound == 1 else 's'}"
        return wrong(kind, words, value)
    word = type(value).__name__.capitalize().replace("Dict", "Dictionary")
    words = f"{word} should have at {'least' if least else 'most'} {bound} item{'' if bound == 1 else 's'}"
    return wrong("too_short" if least else "too_long", f"{words} after validation, not {len(value)}", value)
