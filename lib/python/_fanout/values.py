"""Values as they cross between workers: pickles (protocol 5), as Uint8Arrays. What comes from the page is JSON's."""

import enum
import io
import pickle
import types

from pyodide.ffi import JsProxy, to_js

from . import host

PROTOCOL = 5


def dumps(value):
    """The pickle of a value, as a Uint8Array. @raises what pickle raises"""
    return to_js(pickle.dumps(value, PROTOCOL))


def loads(crossed):
    """The value of a pickle, or a plain value of JavaScript's."""
    if isinstance(crossed, JsProxy):
        to_bytes = getattr(crossed, "to_bytes", None)
        return pickle.loads(to_bytes()) if to_bytes else crossed.to_py()
    return _plain(crossed)


def _plain(value):
    """JavaScript's null is Python's None. Everything else that is no proxy is a value of Python already."""
    return None if type(value).__name__ == "JsNull" else value


def arguments(args, kwargs):
    """The arguments of a call as they cross: one pickle for each, keyword arguments together as the last."""
    crossing = [dumps(arg) for arg in args]
    if kwargs:
        crossing.append(host.to_object({"kwargs": dumps(kwargs)}))
    return to_js(crossing)


def from_arguments(crossed):
    """@returns positional and keyword arguments"""
    args, kwargs = [], {}
    for each in crossed:
        named = getattr(each, "kwargs", None) if isinstance(each, JsProxy) else None
        if named is None:
            args.append(loads(each))
        else:
            kwargs = loads(named)
    return args, kwargs


def inputs(given):
    """Inputs of a workflow as they cross: an object with a pickle for each."""
    return host.to_object({name: dumps(value) for name, value in given.items()})


def from_inputs(crossed):
    return {name: loads(value) for name, value in crossed.object_entries()}


def preview(crossed):
    """Short text for the detail of a span. Never raises."""
    try:
        return repr(loads(crossed))
    except Exception:
        return "a value that cannot be shown"


def canonical(crossed):
    """
    A pickle that is equal for equal values: an object that occurs twice is written twice, dicts and sets are sorted.
    None for what cannot be compared so.
    """
    out = io.BytesIO()
    try:
        pickler = _Repeating(out, PROTOCOL)
        pickler.fast = True
        pickler.dump(_ordered(loads(crossed), 0))
    except Exception:
        return None
    return to_js(out.getvalue())


class _Repeating(pickle.Pickler):
    """Writes what occurs twice twice, and ends where that has no end: in a cycle, or with much that is shared."""

    def __init__(self, out, protocol):
        super().__init__(out, protocol)
        # Kept, so that no other object gets the same id.
        self._seen = {}
        self._repeats = 0

    def persistent_id(self, obj):
        if type(obj) in _NO_CYCLE or isinstance(obj, _NEVER_COPIED):
            return
        if id(obj) in self._seen:
            self._repeats += 1
            if self._repeats > _MOST_REPEATS:
                raise RecursionError
        self._seen[id(obj)] = obj


# pickle itself finds cycles of lists and dicts.
_NO_CYCLE = frozenset({bool, bytes, dict, float, frozenset, int, list, set, str, tuple, type(None)})
_NEVER_COPIED = (type, enum.Enum, types.FunctionType, types.BuiltinFunctionType)
_MOST_REPEATS = 100


def _ordered(value, depth):
    if depth > 100:
        raise RecursionError
    kind = type(value)
    if kind in (list, tuple):
        return kind(_ordered(each, depth + 1) for each in value)
    if kind is dict:
        items = [(_ordered(key, depth + 1), _ordered(each, depth + 1)) for key, each in value.items()]
        return ["dict", sorted(items, key=_rank)]
    if kind in (set, frozenset):
        return [kind.__name__, sorted((_ordered(each, depth + 1) for each in value), key=_rank)]
    return value


def _rank(value):
    return pickle.dumps(value, PROTOCOL)
