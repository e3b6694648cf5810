"""The program as an entry: what it is given, and what it gives."""

import ast
import asyncio
import contextlib
import inspect
import json
import sys

from . import entries, host, program, shown
from .exits import leave
from .last_line import MAIN, parts
from .span import current

NO_FILES = (
    "A program has none of your files: its file system is empty at first, and each worker has its own. Write the data "
    "in the program, or pass it as inputs."
)
_output: str | None = None


def run(source, given):
    """
    Evaluates the program as `python main.py` does. Its output, for `take_output`, is the value of its last line, or of
    the platform's entry that it leaves to be run. @returns an awaitable for an entry that waits
    @param given JSON: `inputs` that replace defaults of `main`, or are the entry's; `entry`: which one was chosen;
    `calls`: the program leaves it to us to call `main`
    """
    options = json.loads(given)
    with _leaving():
        value = _evaluated(source, options)
        chosen = options.get("entry")
        entry = entries.entry_of(sys.modules["__main__"].__dict__, chosen)
        if entry is not None:
            value = entry(options["inputs"] if chosen else {})
            if inspect.isawaitable(value):
                return _awaited_entry(value)
    _end(value)
    return None


def _evaluated(source, options):
    try:
        if options.get("calls"):
            return _calling(source, options["inputs"])
        return _last(source, {} if options.get("entry") else options["inputs"])
    except FileNotFoundError as error:
        if error.filename is not None:
            host.api.log(current.get(), "info", NO_FILES)
        raise
    except SystemExit as end:
        if end.code not in (None, 0):
            raise
        return None


async def _awaited_entry(awaitable):
    with _leaving():
        value = await awaitable
    _end(value)


@contextlib.contextmanager
def _leaving():
    try:
        yield
    except BaseException:
        leave()
        raise


def _end(value):
    global _output
    leave()
    _output = None if value is None else shown.text_of(value)


def take_output():
    """@returns the output of the program that ran, once: JSON. None for a program that gives nothing"""
    global _output
    output, _output = _output, None
    return output


def _calling(source, inputs):
    program.evaluate(source, "__main__")
    function = getattr(sys.modules["__main__"], MAIN)
    result = function(**inputs)
    return asyncio.run(_awaited(result)) if inspect.isawaitable(result) else result


async def _awaited(result):
    return await result


def _last(source, inputs):
    tree, rest = parts(source, program.PROGRAM, inputs)
    namespace = program.evaluate(tree, "__main__", source)
    if rest is None or namespace.get("__name__") != "__main__":
        return None
    return eval(compile(ast.Expression(rest), program.PROGRAM, "eval", dont_inherit=True), namespace)
