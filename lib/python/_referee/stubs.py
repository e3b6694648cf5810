"""
Modules that a browser cannot have, and that the real packages import all the same: any name in them is a class that
refuses in words.
"""

import importlib.abc
import importlib.machinery
import sys
import types


class _Refusing(type):
    def __getattr__(cls, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return _refusing(name, cls.__module__)


def _refusing(name, module):
    def refuse(*_, **__):
        raise NotImplementedError(f"{module}.{name} is not available in a browser")

    any_item = classmethod(lambda cls, _: cls)
    return _Refusing(name, (), {"__module__": module, "__init__": refuse, "__class_getitem__": any_item})


class _Stub(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        # These are caught.
        is_error = name.endswith(("Error", "Exception", "Exists", "NotFound"))
        value = type(name, (Exception,), {"__module__": self.__name__}) if is_error else _refusing(name, self.__name__)
        setattr(self, name, value)
        return value


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, names, values):
        self._names, self._values = names, values

    def find_spec(self, fullname, path=None, target=None):
        if any(fullname == each or fullname.startswith(f"{each}.") for each in self._names):
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec):
        return _Stub(spec.name)

    def exec_module(self, module):
        for name, value in self._values.get(module.__name__, {}).items():
            setattr(module, name, value)


def install(names, values=None):
    """After all other finders: a module that is there is the real one. @param values by module: what some names are"""
    sys.meta_path.append(_Finder(names, values or {}))
