"""
Modules that cannot be imported. Where the program imports one, it gets a placeholder (absent.py), unless it says what
to do without; elsewhere the import fails with why, and what there is instead. Last of the finders, so only these get
here.
"""

import ast
import importlib.machinery
import importlib.util
import linecache
import sys
from typing import Any, cast

from . import host
from .absent import AbsentModule
from .files import PROGRAM

_CAUGHT = ("ImportError", "ModuleNotFoundError", "Exception", "BaseException")
# Lines of imports that are prepared to fail, of the program of this text.
_prepared = {"text": None, "lines": set()}


class _Missing:
    @staticmethod
    def find_spec(name, path=None, target=None):
        """@raises ModuleNotFoundError where the program imports it; None where it only asks whether there is one"""
        if not host.is_attached() or not _is_imported():
            return None
        if path is None:
            is_standard = name in sys.stdlib_module_names
            if not is_standard and _is_unprepared(_importing()):
                return importlib.machinery.ModuleSpec(name, cast(Any, _Loader), is_package=True)
            raise ModuleNotFoundError(f"No module named {name!r}. {host.api.whyMissing(name, is_standard)}", name=name)
        if isinstance(sys.modules.get(name.rpartition(".")[0]), AbsentModule):
            return importlib.machinery.ModuleSpec(name, cast(Any, _Loader), is_package=True)
        return None


class _Loader:
    @staticmethod
    def create_module(spec):
        return AbsentModule(spec.name)

    @staticmethod
    def exec_module(module):
        """There is nothing to run."""


def _is_imported():
    """Not `importlib.util.find_spec`."""
    frame = sys._getframe(2)
    for _ in range(4):
        if frame is None or frame.f_code.co_filename == importlib.util.__file__:
            return False
        if frame.f_code.co_name == "_find_and_load_unlocked":
            return True
        frame = frame.f_back
    return False


def _importing():
    """Line of the program with the import statement that runs; None where another module's does."""
    frame = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename.startswith("<frozen importlib"):
        frame = frame.f_back
    return frame.f_lineno if frame is not None and frame.f_code.co_filename == PROGRAM else None


def _is_unprepared(line):
    if line is None:
        return False
    text = "".join(linecache.getlines(PROGRAM))
    if text != _prepared["text"]:
        _prepared.update(text=text, lines=_prepared_lines(text))
    return line not in _prepared["lines"]


def _prepared_lines(text):
    """Of imports in a `try` that catches their failure."""
    lines = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Try) and any(map(_catches, node.handlers)):
            for each in [inner for statement in node.body for inner in ast.walk(statement)]:
                if isinstance(each, (ast.Import, ast.ImportFrom)):
                    lines.update(range(each.lineno, (each.end_lineno or each.lineno) + 1))
    return lines


def _catches(handler):
    if handler.type is None:
        return True
    return any(isinstance(each, ast.Name) and each.id in _CAUGHT for each in ast.walk(handler.type))


def install():
    sys.meta_path.append(_Missing)
