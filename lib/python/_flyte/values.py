"""Values of Flyte's types: checked as they are converted, and copied, as on their way through literals."""

import copy
import datetime
import enum
import types
import typing
from typing import Any

from _fanout.absent import is_absent

_SIMPLE = (int, float, str, bool, datetime.datetime, datetime.timedelta, datetime.date)


class Engine:
    """@param failed the exception for a value that is not of its type @param files types whose values can be paths"""

    def __init__(self, failed, files=()):
        self.failed = failed
        self.files = files

    def convert(self, value, kind):
        """@returns the value as the receiver gets it @raises failed"""
        kind = underlying(kind)
        self.check(value, kind)
        if is_absent(kind):
            return copied(value)
        if kind in (typing.Any, None, type(None)) or is_missing(kind):
            return self._untyped(value, kind)
        if is_union(kind):
            return self._union(value, kind)
        if kind in _SIMPLE:
            return self._simple(value, kind)
        origin = typing.get_origin(kind) or kind
        if origin is list:
            return self._list(value, kind)
        if origin is dict:
            return self._dict(value, kind)
        if origin is tuple or (isinstance(kind, type) and issubclass(kind, tuple)):
            return copied(value)
        if isinstance(kind, type) and issubclass(kind, enum.Enum):
            return self._enum(value, kind)
        return self._other(value, kind, origin)

    def check(self, value, kind):
        """@raises what the library raises before it looks at the type"""

    def mismatch(self, value, kind):
        return self.failed(f"Expected value of type {kind} but got '{value}' of type {type(value)}")

    def _untyped(self, value, kind):
        if kind in (None, type(None)) and value is not None:
            raise self.mismatch(value, type(None))
        return copied(value)

    def _simple(self, value, kind):
        if not isinstance(value, kind):
            raise self.mismatch(value, kind)
        if kind is datetime.datetime and value.tzinfo is None:
            # A literal's time is UTC.
            return value.replace(tzinfo=datetime.UTC)
        # A subclass of a simple type arrives as the type.
        return kind(value) if type(value) is not kind and kind in (int, float, str) else value

    def _list(self, value, kind):
        if not isinstance(value, list):
            raise self.not_list(value, kind)
        args = typing.get_args(kind)
        return [self.convert(each, args[0]) for each in value] if args else copied(value)

    def not_list(self, value, kind):
        if isinstance(kind, types.GenericAlias):
            return self.failed(f"Value '{value}' is not of container type {list}")
        return self.failed("Expected a list")

    def _dict(self, value, kind):
        if type(value) is not dict:
            if isinstance(kind, types.GenericAlias) and not isinstance(value, dict):
                raise self.failed(f"Value '{value}' is not of container type {dict}")
            raise self.failed("Expected a dict")
        args = typing.get_args(kind)
        if not args or args[0] is not str:
            return copied(value)
        if not all(type(key) is str for key in value):
            raise ValueError("Flyte MapType expects all keys to be strings")
        return {key: self.convert(each, args[1]) for key, each in value.items()}

    def _union(self, value, kind):
        kinds = typing.get_args(kind)
        if type(value) in kinds:
            return self.convert(value, type(value))
        found = []
        for each in kinds:
            try:
                found.append((each, self.convert(value, each)))
            except Exception:
                continue
        if len(found) > 1:
            raise TypeError(
                "Ambiguous choice of variant for union type.\n"
                f"Potential types: {[each for each, _ in found]}\n"
                "These types are structurally the same, because it's attributes have the same names and associated"
                " types."
            )
        if not found:
            raise self.failed(f"Cannot convert from {value} to {kind}")
        return found[0][1]

    def _enum(self, value, kind):
        if isinstance(value, kind):
            return value
        for each in kind:
            if value in (each.name, each.value):
                return each
        raise self.failed(f"Value {value} is not in Enum {kind}")

    def _other(self, value, kind, origin):
        for base in self.files:
            if isinstance(origin, type) and issubclass(origin, base):
                return origin.accept(value)
        if isinstance(origin, type) and not isinstance(value, origin):
            return self.unlike(value, kind)
        return copied(value)

    def unlike(self, value, kind) -> Any:
        """A value of another class. @raises failed unless it is accepted as one of the class"""
        raise self.mismatch(value, kind)


def underlying(kind):
    return typing.get_args(kind)[0] if typing.get_origin(kind) is typing.Annotated else kind


def is_missing(kind):
    import inspect

    return kind is inspect.Parameter.empty


def is_union(kind):
    return typing.get_origin(kind) in (typing.Union, types.UnionType)


def is_optional(kind):
    return type(None) in typing.get_args(kind)


def copied(value):
    """A copy, as another worker would have it; the value itself where nothing can copy it."""
    if value is None or isinstance(value, (int, float, str, bytes, bool)):
        return value
    try:
        return copy.deepcopy(value)
    except Exception:
        return value
