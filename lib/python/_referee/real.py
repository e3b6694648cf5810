"""
A program with the real package, in a separate interpreter: nothing of ours is in it but this and _fanout/last_line.
"""

import importlib
import linecache
import sys
import types
import warnings

from . import record


def prepare(module):
    """Imports the real package, with what it cannot have in a browser replaced. Before anything of a program runs."""
    # Times of warnings and of first imports differ; a program's own are its output.
    warnings.simplefilter("ignore")
    # In a browser urllib3 starts a worker to fetch with when it is imported. There is no network.
    no_fetch = types.ModuleType("urllib3.contrib.emscripten")
    no_fetch.inject_into_urllib3 = lambda: None
    sys.modules[no_fetch.__name__] = no_fetch
    importlib.import_module(f"_referee.real_{module}").prepare()


def perform(module, given):
    platform = importlib.import_module(f"_referee.{module}")
    return record.perform(given, platform, _evaluate)


def _evaluate(tree, source):
    module = types.ModuleType("__main__")
    module.__file__ = record.PROGRAM
    sys.modules["__main__"] = module
    linecache.cache[record.PROGRAM] = (len(source), None, source.splitlines(True), record.PROGRAM)
    exec(compile(tree, record.PROGRAM, "exec", dont_inherit=True), module.__dict__)
    return module.__dict__
