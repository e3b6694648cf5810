"""Inputs that the page gives to an entry: JSON's values, as the entry's types have them."""

import dataclasses
import datetime
import enum
import typing

from .values import underlying


def inputs_of(given, name, kinds):
    """@param given by name, or by the entry's and the input's where the program has several entries"""
    prefix = f"{name}."
    own = {
        each.removeprefix(prefix): value for each, value in given.items() if each.startswith(prefix) or "." not in each
    }
    return {each: as_kind(value, kinds[each]) for each, value in own.items() if each in kinds}


def as_kind(value, kind):
    """A value of JSON as one of a type, where JSON has none of it."""
    kind = underlying(kind)
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if kind is float and type(value) is int:
        return float(value)
    if kind is datetime.timedelta and isinstance(value, (int, float)):
        return datetime.timedelta(seconds=value)
    if kind in (datetime.datetime, datetime.date) and isinstance(value, str):
        return kind.fromisoformat(value)
    if origin is list and args and isinstance(value, list):
        return [as_kind(each, args[0]) for each in value]
    if origin is dict and args and isinstance(value, dict):
        return {key: as_kind(each, args[1]) for key, each in value.items()}
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return next((each for each in kind if value in (each.name, each.value)), value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and isinstance(value, dict):
        hints = typing.get_type_hints(kind)
        return kind(**{name: as_kind(each, hints[name]) for name, each in value.items() if name in hints})
    return value
