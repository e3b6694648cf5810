"""Definitions and calls of the engine, with the settings of Flyte's tasks."""

import asyncio

from pyodide.ffi import to_js

from _fanout import define as definitions
from _fanout import host
from _fanout.errors import RemoteTraceback, translated
from _fanout.mp import inline
from _fanout.span import current
from _fanout.values import arguments, inputs, loads
from _fanout.waiting import Pending, block

_state = {"noted": False}


def is_local():
    """Whether the library's local mode is asked for, or the cluster's cannot be had: nothing can wait in a function."""
    if is_asked_local():
        return True
    # A coroutine of the worker's own loop can wait in any browser.
    if host.api.canSwitch() or asyncio._get_running_loop() is host.web:
        return False
    if not _state["noted"]:
        _state["noted"] = True
        inline.noted("the run")
    return True


def is_asked_local():
    return host.api.isLocal()


def define(short, full, body):
    """
    Makes workers find a body. @returns its name for the engine: the short one, or the full one where another body has
    the short one
    """
    known = definitions.bodies.get(short)
    name = short if known is None or getattr(known, "full_name", full) == full else full
    body.full_name = full
    definitions.bodies[name] = body
    return name


def keep_traces(name, retries):
    """Of a task that is tried again, each worker keeps what its traced calls gave. @param retries a rule"""
    with translated():
        host.api.define(host.to_object({"kind": "task", "name": name, "retries": retries}))


def step(kind, name, settings):
    """A task, dynamic task, workflow or launch plan with its settings, for calls of it."""
    with translated():
        return host.api.stepOf(name, host.to_object(settings), kind)


def call(made, kwargs):
    """@param made from `step`"""
    crossing = arguments((), kwargs)
    with translated():
        call = host.api.callStep(current.get(), made, None, crossing)
    return Pending(call.promise, loads, call.stop)


def call_workflow(made, kwargs):
    with translated():
        promise = host.api.workflowStep(current.get(), made, inputs(kwargs))
    return Pending(promise, loads)


def call_map(made, items, *, concurrency=0, min_success_ratio: float = 1):
    """@param items keyword arguments of each call @returns results, None where a failure is allowed"""
    crossing = [arguments((), item) for item in items]
    options = host.to_object({"concurrency": concurrency, "minSuccessRatio": min_success_ratio})
    with translated():
        promise = host.api.mapStep(current.get(), made, to_js(crossing), options)
    return Pending(promise, lambda results: [loads(each) for each in results])


def wait(awaitable):
    """Waits in a plain function, and raises what it fails with."""
    with host.on_worker_loop():
        task = asyncio.Task(_outcome(awaitable), loop=host.web)
    value, error = block(task)
    if error is not None:
        raise error
    return value


async def _outcome(awaitable):
    try:
        return await awaitable, None
    except Exception as error:
        return None, error


def _crossed(error):
    return error.__cause__.error if isinstance(error.__cause__, RemoteTraceback) else None


def crossed_name(error):
    """Name of the class of an exception, also of one that could not be rebuilt here."""
    crossed = _crossed(error)
    return getattr(crossed, "name", None) or type(error).__name__


def is_timeout(error):
    """The engine's own: an attempt took longer than its task may."""
    crossed = _crossed(error)
    return getattr(crossed, "name", None) == "TimeoutError" and getattr(crossed, "pickled", None) is None
