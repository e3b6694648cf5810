"""Tasks, workflows and launch plans: what a program defines while it loads, by unique names."""

import functools

from pyodide.ffi import to_js

from . import host
from .calls import call, map_calls, map_unordered
from .errors import FanoutError, translated
from .span import current
from .values import inputs, loads
from .waiting import Pending

# Functions by the name of what they are the body of.
bodies = {}
_state = {"is_loading": True, "entry": None}


def start_loading():
    """Another program is about to be loaded."""
    bodies.clear()
    _state.update(is_loading=True, entry=None)


def end_loading():
    _state["is_loading"] = False


def is_loading():
    return _state["is_loading"]


def entry():
    """Name of what runs where the program is run; None where it runs itself."""
    return _state["entry"]


def _define(kind, name, body, **options):
    if not _state["is_loading"]:
        raise FanoutError(f'{kind} "{name}" is made while the program runs; make it at the top level')
    if name in bodies:
        raise FanoutError(f'two definitions are named "{name}"; names are unique')
    with translated():
        host.api.define(
            host.to_object({"kind": kind, "name": name, **{k: v for k, v in options.items() if v is not None}})
        )
    bodies[name] = body


class Task:
    """A function whose calls are tasks: a call gives an awaitable result."""

    def __init__(self, name, function):
        self.name = name
        functools.update_wrapper(self, function)

    def __call__(self, *args, **kwargs):
        return call(self.name, args, kwargs)

    def map(self, items, **options):
        return map_calls(self.name, items, **options)

    def map_unordered(self, items, **options):
        return map_unordered(self.name, items, **options)

    def __reduce__(self):
        return self.__qualname__


def _task(kind, function, name, retries, environment, **options):
    if function is None:
        return lambda given: _task(kind, given, name, retries, environment, **options)
    name = name or function.__name__
    _define(kind, name, function, retries=retries, environment=environment, **options)
    return Task(name, function)


def task(function=None, *, name=None, retries=None, timeout=None, cache=None, cacheVersion=None, environment=None):
    """@param retries a number, or a dict like `RetryRule` @param timeout ms @param environment from `environment`"""
    return _task("task", function, name, retries, environment, timeout=timeout, cache=cache, cacheVersion=cacheVersion)


def dynamic(function=None, *, name=None, retries=None, timeout=None):
    """A task that calls others."""
    return _task("dynamic", function, name, retries, None, timeout=timeout)


def environment(name, *, replicas=2, concurrency=1):
    """A pool of kept workers of its own."""
    return {"name": name, "replicas": replicas, "concurrency": concurrency}


class Workflow:
    """A function that runs in its caller's worker, and whose calls are tasks. Its arguments have names."""

    def __init__(self, name, function, defaults=None):
        self.name = name
        self.function = function
        self.defaults = defaults or {}

    def __call__(self, **given):
        with translated():
            promise = host.api.workflow(current.get(), self.name, inputs({**self.defaults, **given}))
        return Pending(promise, loads)

    def map(self, items, **options):
        """@param items dicts of inputs"""
        return map_workflow(self, items, **options)

    def __reduce__(self):
        return self.function.__qualname__


def map_workflow(target, items, *, key=None, concurrency=0):
    items = list(items)
    keys = to_js([str(key(item))[:300] for item in items]) if key else None
    crossing = to_js([inputs({**target.defaults, **item}) for item in items])
    options = host.to_object({"concurrency": concurrency, "minSuccessRatio": 1})
    with translated():
        promise = host.api.map(current.get(), target.name, crossing, False, keys, options, None)
    return Pending(promise, lambda results: [loads(each) for each in results])


def workflow(function=None, *, name=None, maxParallelism=None, failurePolicy=None, entry=False):
    """@param entry it is what runs where the program is run"""
    if function is None:
        return lambda given: workflow(
            given, name=name, maxParallelism=maxParallelism, failurePolicy=failurePolicy, entry=entry
        )
    name = name or function.__name__
    _define("workflow", name, function, maxParallelism=maxParallelism, finishRunnable=failurePolicy == "finishRunnable")
    if entry:
        _state["entry"] = name
    return Workflow(name, function)


def launch_plan(target, *, name, inputs=None, maxParallelism=None, cache=None):
    """A workflow with inputs, limits and a cache of its own."""
    _define("launchPlan", name, target.function, maxParallelism=maxParallelism, cache=cache)
    return Workflow(name, target.function, {**target.defaults, **(inputs or {})})
