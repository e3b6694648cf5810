"""Evaluates the user's program as the module `__main__`."""

import linecache
import random
import sys
import types

from . import define, entries, fork, host, output, queues, stand_ins
from .errors import to_js_error
from .files import PROGRAM
from .names import is_known
from .run import enter


def attach(api):
    """Connects a fresh interpreter, or one that comes out of a snapshot."""
    host.attach(api)
    output.attach()
    # Out of a snapshot all workers would have the same random numbers.
    random.seed()


def load(source):
    """
    Evaluates the program as a worker of `spawn` does: its `if __name__ == "__main__"` is left out.
    @returns what it raised, for the host to throw; None if it is loaded
    """
    define.start_loading()
    queues.start_loading()
    try:
        with output.held() as held:
            if fork.load(lambda: evaluate(source, "__mp_main__")):
                held.send()
    except BaseException as error:
        return to_js_error(error)
    finally:
        define.end_loading()
    return None


def evaluate(program, name, source=None):
    """@param program its text or its tree @param name what the module finds as `__name__` @returns its namespace"""
    source = source or program
    entries.begin()
    module = types.ModuleType("__main__")
    module.__file__ = PROGRAM
    module.__dict__["__name__"] = name
    sys.modules["__main__"] = sys.modules["__mp_main__"] = module
    sys.argv = [PROGRAM]
    linecache.cache[PROGRAM] = (len(source), None, source.splitlines(True), PROGRAM)
    exec(compile(stand_ins.applied(program), PROGRAM, "exec", dont_inherit=True), module.__dict__)
    return module.__dict__


def run_main(span, source, given):
    """`main.run` in its span. @returns as `run.run`, for a body that gives nothing"""
    from . import main

    return enter(span, main.run, (source, given), {})


def has_function(name):
    return name in define.bodies or is_known(name)
