"""Traced functions: recorded, and on a cluster not run again when their task is retried."""

import asyncio
import functools
import inspect
from typing import Any

from _fanout.nodes import traced
from _fanout.tree import Node
from _flyte.loops import is_in_loop

from ._context import enter, entered, task_context
from ._interface import NativeInterface, convert_inputs


def trace(func):
    if inspect.isasyncgenfunction(func):
        return _async_generator(func)
    if inspect.isgeneratorfunction(func):
        return _generator(func)
    return _async_function(func) if inspect.iscoroutinefunction(func) else _function(func)


def _checked(func, args, kwargs):
    """As Flyte, which records the inputs by their types."""
    convert_inputs(NativeInterface.from_callable(func), args, dict(kwargs))


def _async_function(func):
    @functools.wraps(func)
    async def wrapper(*args, **kwargs):
        context = task_context()
        if context is None:
            return await func(*args, **kwargs)
        _checked(func, args, kwargs)
        if context.mode != "local":
            return await _recorded(func, context)(*args, **kwargs)
        with _traced(func, context):
            return await func(*args, **kwargs)

    return wrapper


def _function(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        context = task_context()
        if context is None:
            return func(*args, **kwargs)
        _checked(func, args, kwargs)
        if context.mode == "local" and is_in_loop():
            raise AssertionError(
                "Deadlock detected: blocking call used in syncify thread flyte_syncify when calling function "
                f"{_fetch_action_outputs}, use .aio() if in an async call."
            )
        if context.mode != "local" and asyncio._get_running_loop() is None:
            return _recorded(func, context)(*args, **kwargs).wait()
        with _traced(func, context):
            return func(*args, **kwargs)

    return wrapper


def _fetch_action_outputs():
    """As Flyte names what blocks here."""


def _recorded(func, context) -> Any:
    """@returns a function whose calls are the engine's traced calls"""

    @functools.wraps(func)
    def body(*args, **kwargs):
        enter(context.replace(in_trace=True))
        return func(*args, **kwargs)

    return traced(body, name=func.__name__)


class _traced:
    """A node around what runs in this process."""

    def __init__(self, func, context):
        self._node = Node("trace", func.__name__)
        self._inside = self._node.entered()
        self._context = entered(context.replace(in_trace=True))

    def __enter__(self):
        self._inside.__enter__()
        self._context.__enter__()

    def __exit__(self, kind, error, trace):
        self._context.__exit__(kind, error, trace)
        self._inside.__exit__(kind, error, trace)
        self._node.end(error)


def _async_generator(func):
    @functools.wraps(func)
    async def wrapper(*args, **kwargs):
        node = None if task_context() is None else Node("trace", func.__name__)
        failed = None
        try:
            async for each in func(*args, **kwargs):
                yield each
        except BaseException as error:
            failed = error
            raise
        finally:
            if node is not None:
                node.end(None if isinstance(failed, GeneratorExit) else failed)

    return wrapper


def _generator(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        node = None if task_context() is None else Node("trace", func.__name__)
        failed = None
        try:
            yield from func(*args, **kwargs)
        except BaseException as error:
            failed = error
            raise
        finally:
            if node is not None:
                node.end(None if isinstance(failed, GeneratorExit) else failed)

    return wrapper
