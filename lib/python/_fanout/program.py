"""Evaluates the user's program as the module `__main__`."""

import linecache
import sys
import types

from . import define, host, output, queues
from .errors import to_js_error
from .files import PROGRAM
from .names import find
from .run import enter


def attach(api):
    """Connects a fresh interpreter, or one that comes out of a snapshot."""
    host.attach(api)
    output.attach()


def load(source):
    """
    Evaluates the program as a worker of `spawn` does: its `if __name__ == "__main__"` is left out.
    @returns what it raised, for the host to throw; None if it is loaded
    """
    define.start_loading()
    queues.start_loading()
    try:
        evaluate(source, "__mp_main__")
    except BaseException as error:
        return to_js_error(error)
    finally:
        define.end_loading()
    return None


def evaluate(source, name):
    """@param name what the module finds as `__name__`"""
    module = types.ModuleType("__main__")
    module.__file__ = PROGRAM
    module.__dict__["__name__"] = name
    sys.modules["__main__"] = sys.modules["__mp_main__"] = module
    linecache.cache[PROGRAM] = (len(source), None, source.splitlines(True), PROGRAM)
    exec(compile(source, PROGRAM, "exec", dont_inherit=True), module.__dict__)


def run_main(span, source, _):
    """Evaluates the program as `python main.py` does. @returns as `run.run`: the pickle of None, or of its exit code"""
    return enter(span, _main, (source,), {})


def _main(source):
    try:
        evaluate(source, "__main__")
    except SystemExit as end:
        return end.code


def has_function(name):
    return find(name) is not None
