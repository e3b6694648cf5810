"""
What a program imports and a browser does not have. Such a module is a placeholder, and so is what is in it: it can be
named, passed and used as a type, and what the program makes of it outside of functions is another one. Where a function
really needs it, it fails in words: a stand-in (stand_ins.py) can run in place of the function.
"""

import sys
import types

from . import host
from .files import PROGRAM

# Of code that has a function's variables: not a module's, and not a class's.
_CO_OPTIMIZED = 1
_ERRORS = ("Error", "Exception", "Warning", "Timeout")
_errors = {}


class Absent:
    """@param path such as `pandas.read_csv`"""

    __slots__ = ("_path",)

    def __init__(self, path):
        object.__setattr__(self, "_path", path)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return at(f"{self._path}.{name}")

    def __call__(self, *args, **kwargs):
        _check(self._path)
        # A decorator: the function runs without it.
        if len(args) == 1 and not kwargs and isinstance(args[0], (types.FunctionType, type)):
            return args[0]
        return Absent(f"{self._path}(…)")

    def __getitem__(self, _):
        _check(self._path)
        return Absent(f"{self._path}[…]")

    def __setattr__(self, name, _):
        _check(f"{self._path}.{name}")

    def __setitem__(self, *_):
        _check(self._path)

    def __or__(self, other):
        _check(self._path, isinstance(other, (Absent, type, types.GenericAlias, types.UnionType)) or other is None)
        return self

    __ror__ = __or__

    def __bool__(self):
        self._refuse_program()
        return True

    def __str__(self):
        self._refuse_program()
        return repr(self)

    def __format__(self, spec):
        self._refuse_program()
        return format(repr(self), spec)

    def _refuse_program(self):
        """Libraries look at types and show them."""
        if sys._getframe(2).f_code.co_filename == PROGRAM:
            raise refusal(self._path)

    def __mro_entries__(self, _):
        return ()

    def __instancecheck__(self, _):
        return False

    __subclasscheck__ = __instancecheck__

    def __repr__(self):
        return f"<{self._path}: missing>"

    def __reduce__(self):
        return at, (self._path,)


def _refuse_operators():
    def refuse(self, *_):
        raise refusal(self._path)

    names = "int float index len iter next contains enter exit aenter aexit await aiter delitem bytes"
    operators = "add sub mul truediv floordiv mod pow matmul and xor lshift rshift"
    compared = "lt le gt ge neg pos abs invert"
    for name in [*names.split(), *operators.split(), *(f"r{each}" for each in operators.split()), *compared.split()]:
        setattr(Absent, f"__{name}__", refuse)


_refuse_operators()


class AbsentModule(types.ModuleType):
    """In `sys.modules`, in place of what is not there."""

    def __init__(self, name):
        super().__init__(name)
        # Its modules are found as it was.
        self.__path__ = []

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}", name=name, obj=self)
        return at(f"{self.__name__}.{name}")


def at(path):
    """What is there: a class of exceptions where it is called so, since those are caught; else a placeholder."""
    name = path.rpartition(".")[2]
    if name[:1].isupper() and name.endswith(_ERRORS):
        if path not in _errors:
            _errors[path] = type(name, (Exception,), {"__module__": path.rpartition(".")[0]})
        return _errors[path]
    return Absent(path)


def is_absent(value):
    return isinstance(value, (Absent, AbsentModule))


def _check(path, is_type=False):
    """What a module or a class makes when the program is loaded is a placeholder too. @raises in a function"""
    code = sys._getframe(2).f_code
    if code.co_flags & _CO_OPTIMIZED and code.co_name != "__annotate__" and not is_type:
        raise refusal(path)


def refusal(path):
    """@returns what is raised where something is needed that is not there"""
    module = path.partition(".")[0].partition("(")[0]
    function = _function()
    todo = (
        "Code outside of functions needs it here: put that into a function, and give the function a stand-in."
        if function is None
        else f"Give `{function}` a stand-in, under Stand-ins in the program menu: it runs in place of its body."
    )
    why = host.api.whyMissing(module, False)
    return ModuleNotFoundError(f"No module named {module!r}. {why} {todo}", name=module)


def _function():
    """The function of the program that runs: one that a stand-in can be given to. None outside of functions."""
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename == PROGRAM:
            code = frame.f_code
            name = code.co_qualname.partition(".<locals>")[0]
            return name if code.co_flags & _CO_OPTIMIZED and "<" not in name else None
        frame = frame.f_back
    return None
