"""
What runs in place of a function's body, where that needs what a browser does not have: it waits or computes for a
while, and gives a value of a size. The function keeps its name, its parameters and its decorators, so it is the same
step of every platform.
"""

import ast
import asyncio
import json
import sys
import time

from . import host, turns
from .absent import is_absent
from .files import PROGRAM
from .span import current

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# What is recorded with each span: how much of its time a stand-in took.
METER = "stand-in ms"
_here = {}


def _given():
    """By function, from the settings. @returns None where there are none"""
    if "tasks" not in _here:
        text = getattr(host.api, "standIns", lambda: None)()
        given = json.loads(text) if text else {"scale": 1, "tasks": []}
        _here.update(scale=given["scale"], tasks={each["task"]: each for each in given["tasks"]})
    return _here["tasks"]


def applied(program):
    """@param program its text or its tree @returns the same with stand-ins in the place of bodies"""
    names = _given()
    if not names:
        return program
    tree = ast.parse(program, PROGRAM) if isinstance(program, str) else program
    modules = _modules(tree)
    for name, function in _functions(tree.body, ""):
        if name in names:
            _replace(function, name, modules)
    return tree


def _functions(body, prefix):
    """Functions and methods with the names that stand-ins know them by."""
    for statement in body:
        if isinstance(statement, _FUNCTIONS):
            yield prefix + statement.name, statement
        elif isinstance(statement, ast.ClassDef):
            yield from _functions(statement.body, f"{prefix}{statement.name}.")
        else:
            for field in ("body", "orelse", "finalbody"):
                yield from _functions(getattr(statement, field, []), prefix)
            for handler in getattr(statement, "handlers", []):
                yield from _functions(handler.body, prefix)


def _modules(tree):
    """Names that imports give, and the modules that they come from."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for each in node.names:
                found[each.asname or each.name.partition(".")[0]] = each.name.partition(".")[0]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for each in node.names:
                found[each.asname or each.name] = (node.module or "").partition(".")[0]
    return found


def _replace(function, name, modules):
    function.decorator_list = [
        each for each in function.decorator_list if not _is_missing(modules.get(_root(each) or ""))
    ]
    is_async = isinstance(function, ast.AsyncFunctionDef)
    call = f"__import__('_fanout.stand_ins', fromlist=['run']).{'wait' if is_async else 'run'}({name!r})"
    body = ast.parse(_body(function, f"await {call}" if is_async else call, is_async)).body
    first = function.body[0]
    for node in [inner for statement in body for inner in ast.walk(statement)]:
        ast.copy_location(node, first)
    kept = [first] if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) else []
    function.body = [*kept, *body]


def _body(function, call, is_async):
    """A generator gives what a list has; outputs of Dagster are made as the body makes them."""
    own = list(_own(function.body))
    yields = [each for each in own if isinstance(each, (ast.Yield, ast.YieldFrom))]
    makers = [each for each in own if isinstance(each, ast.Call) and (_last(each.func) or "").endswith("Output")]
    dynamic = next((ast.unparse(each.func) for each in makers if _last(each.func) == "DynamicOutput"), None)
    every = f"__import__('_fanout.stand_ins', fromlist=['run']).items({call})"
    if dynamic is not None:
        made = f"{dynamic}(_value, mapping_key=str(_at)) for _at, _value in enumerate({every})"
        return f"for _made in [{made}]: yield _made" if yields else f"return [{made}]"
    if not yields:
        return f"return {call}"
    if makers:
        named = {_output_name(each): ast.unparse(each.func) for each in makers}
        lines = [
            f"yield {made}(_value{'' if name is None else f', output_name={name}'})" for name, made in named.items()
        ]
        return "\n".join([f"_value = {call}", *lines])
    return f"for _value in {every}: yield _value" if is_async else f"yield from {every}"


def _output_name(call):
    given = next((each.value for each in call.keywords if each.arg == "output_name"), None)
    given = given or (call.args[1] if len(call.args) > 1 else None)
    return None if given is None else ast.unparse(given)


def _own(body):
    """Nodes of a body without those of functions in it."""
    waiting = list(body)
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting.extend(each for each in ast.iter_child_nodes(node) if not isinstance(each, (*_FUNCTIONS, ast.Lambda)))


def _root(node):
    while isinstance(node, (ast.Call, ast.Attribute, ast.Subscript)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def _last(node):
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else None


def _is_missing(module):
    return module is not None and is_absent(sys.modules.get(module))


def run(name):
    """@returns what the function gives in place of its result"""
    given, ms = _begin(name)
    if given["does"] == "computes":
        _compute(ms)
    else:
        time.sleep(ms / 1000)
    return _result(name, given["gives"])


async def wait(name):
    given, ms = _begin(name)
    if given["does"] == "computes":
        _compute(ms)
    else:
        await asyncio.sleep(ms / 1000)
    return _result(name, given["gives"])


def items(value):
    """What a generator gives one by one."""
    return value if isinstance(value, (list, tuple)) else [] if value is None else [value]


def _begin(name):
    given, span = _given()[name], current.get()
    # The same draws for a task under every strategy.
    drawn = 0.5 if span is None else host.api.random(span)
    ms = given["ms"] * (1 + given["spread"] * (2 * drawn - 1)) / _here["scale"]
    if span is not None:
        host.api.meter(span, METER, ms)
    return given, ms


def _result(name, gives):
    kind = gives["kind"]
    if kind == "value":
        return _literal(name, gives["text"])
    if kind == "data":
        return StandInData(name, bytes(gives["bytes"]))
    if kind == "list":
        return [StandInData(name, bytes(gives["bytes"])) for _ in range(gives["items"])]
    return None


def _literal(name, text):
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError) as error:
        raise ValueError(
            f"The stand-in of `{name}` gives {text[:100]!r}, which is no literal of Python. Write a number, a text in "
            "quotes, a list, a tuple, a dict or None."
        ) from error


class StandInData:
    """In place of a result: as many bytes to send, and nothing in it."""

    __slots__ = ("_bytes", "_task")

    def __init__(self, task, data):
        self._task = task
        self._bytes = data

    def __repr__(self):
        return f"<stand-in for the result of {self._task}, {len(self._bytes):,} bytes>"

    def __reduce__(self):
        return StandInData, (self._task, self._bytes)

    def __eq__(self, other):
        return isinstance(other, StandInData) and self._bytes == other._bytes

    def __hash__(self):
        return hash(len(self._bytes))

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        raise AttributeError(self._words(f"no `{name}`"), name=name)

    def _refuse(self, *_):
        raise TypeError(self._words("nothing in it"))

    __getitem__ = __iter__ = __len__ = __call__ = _refuse

    def _words(self, what):
        return (
            f"The result of `{self._task}` is a stand-in, with {what}. Let the stand-in give a value or a list, or "
            "give what uses it a stand-in too."
        )


# Turns of the loop in a ms, once it is known.
_speed = {"turns": 0.0}
_SLICE_MS = 5


def _loop(count):
    total = 0
    for at in range(count):
        total += at & 3
    return total


def _compute(ms):
    """As much work as takes this core so long alone: bodies that share a core take longer, as real ones do."""
    started = time.perf_counter()
    if not _speed["turns"]:
        _speed["turns"] = _measured()
    ms -= (time.perf_counter() - started) * 1000
    while ms > 0:
        _loop(int(min(ms, _SLICE_MS) * _speed["turns"]))
        ms -= _SLICE_MS
        if turns.count():
            time.sleep(0)


def _measured():
    """The best of some, which other work disturbed the least."""
    count, took = 1_000, 0.0
    while took < 3:
        count *= 2
        took = _took(count)
    return count / min(took, _took(count), _took(count))


def _took(count):
    started = time.perf_counter()
    _loop(count)
    return (time.perf_counter() - started) * 1000
