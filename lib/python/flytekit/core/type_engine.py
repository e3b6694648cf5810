"""Values of flytekit's types, and their text as literals."""

import dataclasses
import datetime
import typing
from typing import Any

from _flyte.values import Engine, is_optional, is_union


class TypeTransformerFailedError(TypeError, AssertionError, ValueError):
    """A value is not of the type that it should have."""


class RestrictedTypeError(Exception):
    """A type that values cannot have."""


def check_type(kind):
    """@raises what flytekit does where a task has a type that it cannot take"""
    if kind is list or kind is typing.List:  # noqa: UP006 - as programs write it
        raise ValueError(
            "Type of Generic List type is not supported, Only generic univariate typing.List[T] type is supported."
        )
    if (typing.get_origin(kind) or kind) is tuple:
        raise RestrictedTypeError(f"Transformer for type {tuple} is restricted currently")


_SIMPLE = {int: 1, float: 2, str: 3, bool: 4, datetime.datetime: 5, datetime.timedelta: 6, dict: 9}


class _Engine(Engine):
    def check(self, value, kind):
        if value is not None or kind is type(None) or kind is None or kind is typing.Any or is_union(kind):
            return
        lines = _type_lines(kind)
        if lines:
            text = "\n".join(f"  {line}" for line in lines)
            raise self.failed(
                f"Python value cannot be None, expected {kind}/Flyte Serialized object (LiteralType):\n{text}"
            )

    def _union(self, value, kind):
        try:
            return super()._union(value, kind)
        except self.failed:
            raise self.failed(f"Value {value} is not of type {_union_text(kind)}") from None

    def unlike(self, value, kind: Any):
        if not dataclasses.is_dataclass(kind):
            raise self.mismatch(value, kind)
        if isinstance(value, dict):
            return self._from_dict(value, kind)
        make: Any = kind
        expected = {each.name: each.type for each in dataclasses.fields(kind)}
        for each in dataclasses.fields(value):
            if each.name not in expected:
                raise self.failed(
                    f"Field '{each.name}' is not present in the expected dataclass fields {kind.__name__}"
                )
            if each.type != expected[each.name]:
                raise self.failed(f"Type of Val '{each.type}' is not an instance of {expected[each.name]}")
        return make(**{each.name: getattr(value, each.name) for each in dataclasses.fields(value)})

    def _from_dict(self, value, kind):
        """What flytekit's tools give for a dataclass."""
        kinds = {each.name: each.type for each in dataclasses.fields(kind)}
        needed = {name for name, each in kinds.items() if not is_optional(each)}
        if missing := needed - value.keys():
            text = "The original fields are missing the following keys from the dataclass fields:"
            raise self.failed(f"{text} {list(missing)}")
        if extra := {name for name in value if not is_optional(kinds.get(name))} - needed:
            text = "The original fields have the following extra keys that are not in dataclass fields:"
            raise self.failed(f"{text} {list(extra)}")
        made = {}
        for name, each in value.items():
            expected = kinds[name]
            if isinstance(each, dict):
                made[name] = self.convert(each, expected)
                continue
            if is_optional(expected):
                expected = next(inner for inner in typing.get_args(expected) if inner is not type(None))
            if type(each) is not expected:
                raise self.failed(f"Type of Val '{type(each)}' is not an instance of {expected}")
            made[name] = each
        return kind(**made)

    def _simple(self, value, kind):
        if isinstance(value, kind) and type(value) is not kind:
            raise self.mismatch(value, kind)
        return super()._simple(value, kind)


def _type_lines(kind):
    args = typing.get_args(kind)
    if typing.get_origin(kind) is list and args and (inner := _type_lines(args[0])):
        return _field("collection_type", inner)
    return [f"simple: {_SIMPLE[kind]}"] if kind in _SIMPLE else []


engine = _Engine(TypeTransformerFailedError)


def takes_paths(kind):
    """A type whose values can be given as paths."""
    engine.files = (*engine.files, kind)
    return kind


def _union_text(kind):
    """As the Pythons that flytekit is for write it."""
    kinds = [each for each in typing.get_args(kind) if each is not type(None)]
    names = ", ".join(each.__name__ if isinstance(each, type) else str(each) for each in kinds)
    text = f"typing.Union[{names}]" if len(kinds) > 1 else names
    if len(kinds) == len(typing.get_args(kind)):
        return text
    return f"typing.Union[{names}, NoneType]" if len(kinds) > 1 else f"typing.Optional[{names}]"


def literal_text(value, kind=None):
    """As flytekit shows a value that is ready."""
    return "Flyte Serialized object (Literal):\n" + "\n".join(f"  {line}" for line in _lines(value))


def _lines(value):
    if isinstance(value, list):
        inner = [line for each in value for line in _field("literals", _lines(each))]
        return _field("collection", inner)
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        inner = []
        for key, each in value.items():
            inner += _field("literals", [f'key: "{key}"', *_field("value", _lines(each))])
        return _field("map", inner)
    if value is None:
        return _field("scalar", ["none_type {", "}"])
    return _field("scalar", _field("primitive", [_primitive(value)]))


def _field(name, lines):
    return [f"{name}:", *(f"  {line}" for line in lines)]


def _primitive(value):
    if isinstance(value, bool):
        return f"boolean: {str(value).lower()}"
    if isinstance(value, int):
        return f"integer: {value}"
    if isinstance(value, float):
        return f"float_value: {value:g}"
    if isinstance(value, (datetime.datetime, datetime.timedelta)):
        return f"datetime: {value}"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'string_value: "{text}"'


def is_list_of_optionals(kind):
    args = typing.get_args(kind)
    return typing.get_origin(kind) is list and bool(args) and type(None) in typing.get_args(args[0])


def optionals_text(kind):
    """A list of what may be missing, as flytekit's Pythons write it: later ones write `int | None`."""
    (item,) = typing.get_args(kind)
    (present,) = [each for each in typing.get_args(item) if each is not type(None)]
    return f"typing.List[typing.Optional[{getattr(present, '__name__', present)}]]"
