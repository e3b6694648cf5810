"""
`ctypes` without its ways to raw memory and to functions of C: a browser has no library to call, and a wrong address
ends the worker, or the browser's process. Its types and what is made of them stay.
"""

import _ctypes
import ctypes
import sys
import types
from typing import Any, cast

from . import c_addresses
from .errors import FanoutError

_MEMORY = ("cast", "memmove", "memoryview_at", "memset", "string_at", "wstring_at")
# What the functions above are made of.
_OWN = ("_cast", "_memoryview_at", "_string_at", "_wstring_at")
_LIBRARIES = ("CDLL", "PyDLL")
# Of each kind of type: an object at an address, and one of a library.
_OF_TYPES = ("from_address", "in_dll")
_OF_C = ("PyObj_FromPtr", "Py_INCREF", "Py_DECREF", "call_function", "call_cdeclfunction", "dlopen", "dlsym", "dlclose")


def _memory_refused(name):
    def refused(*_, **__):
        raise c_addresses.refused(f"`ctypes.{name}` works on memory at an address")

    return refused


def _of_library_refused(*_, **__):
    raise _library_refused("in_dll")


def _refuse_of_types():
    """The methods belong to C's metaclasses."""
    for meta in c_addresses.metas():
        of_meta = c_addresses.methods(meta)
        for name in _OF_TYPES:
            if name in of_meta:
                of_meta[name] = _memory_refused(name) if name == "from_address" else _of_library_refused
    sys._clear_internal_caches()


def _library_refused(name):
    return FanoutError(f"`ctypes.{name}` loads functions of C, and there are none in a browser.")


class _NoLibrary:
    """In place of `ctypes.pythonapi`."""

    def __getattr__(self, name):
        raise _library_refused("pythonapi")


def _without_libraries(kind):
    def refuse(self, *_, **__):
        raise _library_refused(kind.__name__)

    kind.__init__ = refuse


def install():
    """Before anything of a program is imported."""
    for name in (*_MEMORY, *_OWN):
        if hasattr(ctypes, name):
            setattr(ctypes, name, _memory_refused(name))
    c_addresses.install()
    _refuse_of_types()
    for name in _OF_C:
        if hasattr(_ctypes, name):
            setattr(_ctypes, name, _memory_refused(name))
    for name in _LIBRARIES:
        _without_libraries(getattr(ctypes, name))
    cast(Any, ctypes).pythonapi = _NoLibrary()
    # Values that processes share are made of zeros (mp/shared.py).
    own = types.ModuleType("ctypes")
    own.__dict__.update(ctypes.__dict__, memset=lambda *_: None)
    cast(Any, sys.modules["multiprocessing.sharedctypes"]).ctypes = own
