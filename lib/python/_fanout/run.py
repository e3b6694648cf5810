"""Runs bodies for the host: each in a context of its own, whose span it is."""

import asyncio
import contextvars
import inspect

from . import define, host
from .errors import to_js_error
from .loop import without_loop
from .names import find
from .output import end_lines
from .span import current, item_of
from .values import dumps, from_arguments, from_inputs
from .work import Work


def run(span, name, crossed):
    """
    One attempt of a task's body. @returns the pickle of its result, or a promise of that, or an error to be thrown
    """
    try:
        body = define.bodies.get(name) or find(name)
        args, kwargs = from_arguments(crossed)
        if len(args) == 1 and isinstance(args[0], Work):
            body, args = args[0].perform, ()
    except Exception as error:
        return to_js_error(error)
    return enter(span, body, args, kwargs)


def run_workflow(span, name, crossed):
    """As `run`, for a workflow: its inputs have names."""
    try:
        given = from_inputs(crossed)
    except Exception as error:
        return to_js_error(error)
    return enter(span, define.bodies[name], (), given)


def enter(span, body, args, kwargs):
    """Calls a body in its span. @returns as `run`"""
    return contextvars.copy_context().run(_enter, span, body, args, kwargs)


# Bodies that have been entered from inside of each other, on one stack. Past the bound they start in the loop's turn.
_entered = 0
_MAX_ENTERED = 8


def _enter(span, body, args, kwargs):
    global _entered
    current.set(span)
    item_of.set(None)
    _entered += 1
    try:
        return _start(body, args, kwargs)
    finally:
        _entered -= 1


def _start(body, args, kwargs):
    try:
        result = without_loop(body, *args, **kwargs)
    except BaseException as error:
        _over()
        return to_js_error(error)
    if not inspect.isawaitable(result):
        return _crossing(result, getattr(body, "__self__", None))
    # Runs until it first waits. What does not wait needs no turn of the loop.
    with host.on_worker_loop():
        task = asyncio.Task(_outcome(result), loop=host.web, eager_start=_entered <= _MAX_ENTERED)
    if task.done():
        return task.result()
    deferred = host.api.deferred()
    task.add_done_callback(lambda done: deferred.settle(done.result()))
    return deferred.promise


async def _outcome(awaitable):
    try:
        return _crossing(await awaitable)
    except BaseException as error:
        _over()
        return to_js_error(error)


def _over():
    """The body of the current span has ended."""
    end_lines()
    if (span := current.get()) is not None:
        host.api.endNodes(span)


def _crossing(result, work=None):
    _over()
    try:
        return dumps(result)
    except Exception as error:
        return to_js_error(work.refused(error, result) if isinstance(work, Work) else error)
