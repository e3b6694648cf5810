"""As on a cluster: each call of a task is a call of the engine, in the worker that the strategy gives it."""

import asyncio
import functools
from datetime import timedelta

from _fanout import host
from _fanout.span import current
from _fanout.waiting import Pending
from _flyte import engine

from ._caller_errors import as_caller_sees
from ._context import ActionID, TaskContext, enter, get_custom_context, task_context
from ._interface import convert_inputs, convert_outputs
from ._policies import VersionParameters, timeout_from_request


def define(task):
    """Makes workers find a task."""
    task._definition = engine.define(task.func.__name__, task.name, functools.partial(_run, task))
    if task.retries.count > 0:
        engine.keep_traces(task._definition, _retries(task.retries))


def _step(task):
    """The task as the engine has it, in this process."""
    made = task.__dict__.get("_step")
    if made is None:
        made = task.__dict__["_step"] = engine.step("task", task._definition, settings_of(task))
    return made


def settings_of(task):
    """A task's settings as the engine has them."""
    settings: dict = {"retries": _retries(task.retries)}
    bound = timeout_from_request(task.timeout or 0).max_runtime
    seconds = bound.total_seconds() if isinstance(bound, timedelta) else bound
    if seconds:
        settings["timeout"] = seconds * 1000
    if task.reusable is not None:
        settings["environment"] = {
            "name": task.parent_env_name or task.name,
            "replicas": max(1, task.reusable.max_replicas),
            "concurrency": task.reusable.concurrency,
        }
    if task.cache.is_enabled():
        settings["cache"] = task.cache.behavior == "auto"
        settings["cacheVersion"] = task.cache.get_version(VersionParameters(func=task.func, image=task.image))
    return settings


def _retries(strategy):
    rule: dict = {"maxRetries": strategy.count}
    if strategy.backoff is not None:
        rule["delayMs"] = strategy.backoff.base.total_seconds() * 1000
        if strategy.backoff.factor != 1:
            rule |= {
                "backoff": "geometric",
                "factor": strategy.backoff.factor,
                "mostMs": strategy.backoff.cap.total_seconds() * 1000,
            }
    return rule


def _run(task, **inputs):
    """The body of a task, in its worker."""
    context = inputs.pop(CONTEXT, None) or {}
    about = host.api.describe(current.get())
    enter(
        TaskContext(
            action=ActionID(name=about.name, run_name=context.get("run")),
            attempt_number=about.attempt - 1,
            custom_context=context.get("custom", {}),
        )
    )
    if task._call_as_synchronous:
        return convert_outputs(task.interface, task.func(**inputs), task.name)
    return _finish(task, inputs)


async def _finish(task, inputs):
    return convert_outputs(task.interface, await task.func(**inputs), task.name)


# Name of the argument that carries what a task's context has of its caller's. No parameter can have it.
CONTEXT = "flyte context"


def _carried():
    here = task_context()
    custom = get_custom_context()
    run = here.action.run_name if here is not None else None
    return {CONTEXT: {"run": run, "custom": custom}} if custom or run else {}


class Call:
    """A call of a task under way. What it fails with is raised as its caller sees it."""

    def __init__(self, task, args, kwargs, run=None):
        inputs = convert_inputs(task.interface, args, kwargs)
        # Tasks with a cache are called alike wherever they are called: what is of the run is left out.
        carried = {} if task.cache.is_enabled() else _carried()
        if run is not None and carried:
            carried[CONTEXT]["run"] = run
        self._pending: Pending = engine.call(_step(task), {**inputs, **carried})

    def __await__(self):
        try:
            return (yield from self._pending.__await__())
        except asyncio.CancelledError:
            self._pending.stop()
            raise
        except Exception as error:
            raise _seen(error) from error

    def wait(self):
        try:
            return engine.wait(self._pending)
        except Exception as error:
            raise _seen(error) from error


def _seen(error):
    code = "MaxRuntimeExceededError" if engine.is_timeout(error) else engine.crossed_name(error)
    return as_caller_sees(error, code)


class RemoteController:
    """As Flyte names what sends tasks to the cluster."""

    @staticmethod
    async def submit(task, *args, **kwargs):
        return await Call(task, args, kwargs)
