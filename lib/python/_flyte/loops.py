"""The local mode: one event loop for its coroutines, which runs where one is waited for; stacks for plain functions."""

import asyncio
import atexit
import contextlib
import contextvars

from pyodide.ffi import create_proxy

from _fanout import host
from _fanout.loop import Loop, without_loop

_loops: list[Loop] = []


def run_blocking(coroutine):
    """Runs it until it is over. Called while the loop runs, from a plain function, a second loop runs it."""
    loop = next((each for each in _loops if not each.is_running()), None)
    if loop is None:
        if not _loops:
            atexit.register(_loops.clear)
        loop = Loop()
        _loops.append(loop)
    with _outside_task():
        return without_loop(loop.run_until_complete, coroutine)


@contextlib.contextmanager
def _outside_task():
    """Another loop runs meanwhile: no task of the caller's is the current one."""
    around = asyncio._get_running_loop()
    if around is None:
        yield
        return
    task = asyncio.tasks._swap_current_task(around, None)
    try:
        yield
    finally:
        asyncio.tasks._swap_current_task(around, task)


def is_in_loop():
    """Whether the caller is a coroutine of the local mode."""
    return asyncio._get_running_loop() in _loops


def on_stack(function, *args, **kwargs):
    """Runs a plain function on a stack of its own, in the caller's context. @returns an awaitable result"""
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    context = contextvars.copy_context()

    def settle(value, error):
        if done.cancelled():
            return
        if error is None:
            done.set_result(value)
        else:
            done.set_exception(error)

    def enter():
        value = failed = None
        try:
            value = context.run(without_loop, function, *args, **kwargs)
        except BaseException as error:
            failed = RuntimeError(f"{type(error).__name__}: {error}") if isinstance(error, StopIteration) else error
        loop.call_soon_threadsafe(settle, value, failed)

    # In a turn of its own: within the caller's, its task is the current one.
    loop.call_soon(lambda: host.api.spawn(create_proxy(enter)))
    return done
