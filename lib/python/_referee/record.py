"""What happened when a program ran."""

import ast
import asyncio
import base64
import contextlib
import inspect
import io
import json
import random
import zlib

from _fanout.last_line import MAIN, parts

from .describe import describe

PROGRAM = "main.py"
# Characters of a value's text.
_MAX_REPR = 20_000


def perform(given, platform, evaluate):
    """
    @param given JSON: `source`; `inputs` that replace defaults of `main`, or are the entry's; `entry`: which one was
    chosen, or none; `calls`: the program leaves it to us to call `main`
    @param platform starts to watch, and has the entries of a program
    @param evaluate runs a program's tree as `__main__`, and gives its namespace
    @returns what happened, compressed: base64 of zlib of JSON
    """
    options = json.loads(given)
    watch = platform.Watch()
    printed = io.StringIO()
    record = {"version": platform.version(), "output": None, "raised": None}
    # Programs that draw lots draw the same.
    random.seed(1)
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        try:
            value = _value(options, watch, evaluate, record)
            record["output"] = None if value is None else shown(value)
        except SystemExit as end:
            if end.code not in (None, 0):
                record["raised"] = describe(end)
        except BaseException as error:
            record["raised"] = describe(error)
    page_output = getattr(watch, "page_output", None)
    record["pageOutput"] = record["output"] if page_output is None else shown(page_output)
    record["printed"] = printed.getvalue().splitlines()
    record.update(watch.found())
    return base64.b64encode(zlib.compress(json.dumps(record).encode("utf-8", "replace"))).decode()


def _value(options, watch, evaluate, record):
    source, chosen, inputs = options["source"], options.get("entry"), options.get("inputs") or {}
    if options.get("calls"):
        namespace = evaluate(ast.parse(source, PROGRAM), source)
        return _waited(namespace[MAIN](**inputs))
    tree, rest = parts(source, PROGRAM, {} if chosen else inputs)
    namespace = evaluate(tree, source)
    value = None
    if rest is not None and namespace.get("__name__") == "__main__":
        value = eval(compile(ast.Expression(rest), PROGRAM, "eval", dont_inherit=True), namespace)
    if watch.is_started() or not watch.has_entry(namespace):
        return value
    record["isEntry"] = True
    return _waited(watch.run_entry(namespace, chosen, inputs if chosen else {}))


def _waited(value):
    async def wait():
        return await value

    return asyncio.run(wait()) if inspect.isawaitable(value) else value


def shown(value):
    try:
        text = repr(value)
    except Exception as error:
        text = f"<{type(value).__name__}: its repr raised {type(error).__name__}>"
    return text if len(text) <= _MAX_REPR else f"{text[:_MAX_REPR]}…"
