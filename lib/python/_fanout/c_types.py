"""
`ctypes`' integers with the sizes and names that they have on 64-bit Linux. Here `int` and `long` have the same size, so
`c_int` would be `c_long`, and a `Value("l")` would hold 32 bits. No function of C is called with them.
"""

import ctypes
from multiprocessing import sharedctypes
from typing import Any, cast

# Names, from the narrowest: the code of the one of that size, and what else is of that type.
_TYPES = {
    "c_int": ("i", ("c_int32",), "i"),
    "c_uint": ("I", ("c_uint32",), "I"),
    "c_long": ("q", ("c_longlong", "c_int64", "c_ssize_t"), "l"),
    "c_ulong": ("Q", ("c_ulonglong", "c_uint64", "c_size_t"), "L"),
}


def install():
    codes = cast(Any, sharedctypes).typecode_to_type
    for name, (code, others, typecode) in _TYPES.items():
        made = type(name, (ctypes._SimpleCData,), {"_type_": code, "__module__": "ctypes"})
        for each in (name, *others):
            setattr(ctypes, each, made)
        codes[typecode] = made
        if code in ("q", "Q"):
            codes[code] = made
