"""Checks of arguments, in the words of `dagster._check`."""

from typing import Any, NoReturn

from .errors import CheckError, ParameterCheckError


def _described(value, name, expected, more=""):
    return f'Param "{name}" is not {expected}. Got {value!r} which is type {type(value)}.{more}'


def _article(kind):
    kinds = kind if isinstance(kind, tuple) else (kind,)
    names = sorted({each.__name__ for each in kinds})
    return f"one of {names}" if len(names) > 1 else f"a {names[0]}"


def inst(value, name, kind, optional=False) -> Any:
    """@param kind a class, or a tuple of classes"""
    if (optional and value is None) or isinstance(value, kind):
        return value
    raise ParameterCheckError(_described(value, name, _article(kind)))


def text(value, name, optional=False) -> Any:
    return inst(value, name, str, optional)


def number(value, name, optional=False) -> Any:
    return inst(value, name, (int, float), optional)


def mapping(value, name):
    """@returns a dict for None"""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ParameterCheckError(_described(value, name, "one of ['Mapping']"))
    for key in value:
        if not isinstance(key, str):
            raise CheckError(f"Key in Mapping mismatches type. Expected <class 'str'>. Got {key!r}")
    return value


def failed(description) -> NoReturn:
    raise CheckError(f"Failure condition: {description}")


def invariant(condition, description):
    if not condition:
        raise CheckError(f"Invariant failed. Description: {description}")
