"""
Objects of `ctypes` that hold an address: pointers, functions, strings of C. What makes them out of a number or of
bytes, or goes from one address to another, is refused in words, as in raw_memory.py. `pointer(x)`, `p.contents` and
`p[0]` stay.
"""

import _ctypes
import ctypes
import gc
from typing import Any, cast

from .errors import FanoutError

_KINDS = (_ctypes._SimpleCData, _ctypes._Pointer, _ctypes.Array, _ctypes.Structure, _ctypes.Union, _ctypes.CFuncPtr)
# Codes of simple types: two strings of C, and an object of Python.
_ADDRESSES = "zZO"
_FROM_BYTES = ("from_buffer", "from_buffer_copy")


def refused(what):
    return FanoutError(
        f"{what}, which Fanout's Python does not allow: a wrong address would end the worker. Use an array, `bytes`, "
        "`memoryview` or `struct`."
    )


def methods(kind) -> dict[str, Any]:
    """The dict of a type of C, which Python does not let change: a mapping proxy refers to that alone."""
    [found] = gc.get_referents(vars(kind))
    return found


def metas():
    """The types of the types, whose methods make objects."""
    return {type(kind) for kind in _KINDS}


def _holds_address(kind):
    if issubclass(kind, _ctypes._Pointer | _ctypes.CFuncPtr):
        return True
    if issubclass(kind, _ctypes._SimpleCData):
        return kind._type_ in _ADDRESSES
    if issubclass(kind, _ctypes.Array):
        return _holds_address(kind._type_)
    return any(_holds_address(field[1]) for base in kind.__mro__ for field in vars(base).get("_fields_", ()))


def _check_bytes(name, original):
    def from_bytes(kind, *args):
        if _holds_address(kind):
            raise refused(f"`ctypes.{name}` makes an address out of bytes in `{kind.__name__}`")
        return original(kind, *args)

    return from_bytes


def _check_index(original):
    def item(pointer, index, *value):
        if index != 0:
            raise refused(f"`p[{index}]` of a `ctypes` pointer works on memory next to what it points to")
        return original(pointer, index, *value)

    return item


def _check_union(kind):
    if _holds_address(kind):
        raise refused(f"The union `{kind.__name__}` makes an address out of another field")


def _refuse_unions():
    union = methods(_ctypes.Union)
    original = union["__init__"]

    def init(self, *args, **named):
        # Its fields may have been set after it was made.
        _check_union(type(self))
        original(self, *args, **named)

    union["__init__"] = init
    union["__init_subclass__"] = classmethod(_check_union)


def _refuse_numbers(kind):
    """A string of C takes a number as its address."""
    value, init = kind.value, kind.__init__

    def check(given):
        if isinstance(given, int):
            raise refused(f"`ctypes.{kind.__name__}` takes a number as an address")

    def set_value(self, given):
        check(given)
        value.__set__(self, given)

    def set_first(self, *given):
        for each in given:
            check(each)
        init(self, *given)

    kind.value = property(value.__get__, set_value)
    kind.__init__ = set_first


def _refuse_function_addresses():
    of_function = methods(_ctypes.CFuncPtr)
    original = of_function["__new__"]

    def new(kind, *args, **named):
        if args and isinstance(args[0], int):
            raise refused("A function of `ctypes` takes a number as its address")
        return original(kind, *args, **named)

    of_function["__new__"] = staticmethod(new)


def install():
    """Before a program makes types: those that it makes inherit this."""
    for meta in metas():
        of_meta = methods(meta)
        for name in _FROM_BYTES:
            if name in of_meta:
                # A descriptor of C, to be called with the type.
                of_meta[name] = _check_bytes(name, of_meta[name])
    of_pointer = methods(_ctypes._Pointer)
    for name in ("__getitem__", "__setitem__"):
        of_pointer[name] = _check_index(of_pointer[name])
    _refuse_unions()
    _refuse_function_addresses()
    for kind in cast(Any, (ctypes.c_char_p, ctypes.c_wchar_p)):
        _refuse_numbers(kind)
