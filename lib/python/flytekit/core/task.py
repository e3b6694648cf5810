"""Tasks and dynamic workflows."""

import datetime
import functools
import inspect
from typing import Any

from _fanout.errors import FanoutError
from _fanout.tree import Node as TreeNode
from _flyte import engine as fanout
from _flyte.settings import without_effect
from _flyte.values import copied

from .._settings import TaskMetadata
from ..exceptions.user import FlyteRecoverableException, FlyteValueException
from . import cluster
from .cache import Cache, VersionParameters
from .compiler import compiled
from .context_manager import Mode, entered
from .entity import Entity, convert, without_promises
from .fit import inputs_failed
from .interface import interface_of
from .promise import Promise, VoidPromise
from .type_engine import TypeTransformerFailedError, engine

_MODULE = "main"


def full_name(function):
    """As flytekit names it: by its module, which is the file's name for a program that runs."""
    module = function.__module__
    return f"{_MODULE if module in ('__main__', '__mp_main__') else module}.{function.__name__}"


class PythonFunctionTask(Entity):
    """@param is_dynamic its body is compiled as a workflow, with the values of its inputs"""

    local_mode = Mode.LOCAL_TASK

    def __init__(self, function, is_dynamic=False, retries=0, timeout=0, cache: Any = None, pickle_untyped=False):
        self._task_function = function
        self.is_dynamic = is_dynamic
        self.name = full_name(function)
        self.python_interface = interface_of(function, pickle_untyped)
        if is_nested(function):
            raise ValueError(_NESTED)
        self.retries = retries
        self.timeout = timeout
        self.cache = cache
        functools.update_wrapper(self, function)
        body = functools.partial(_run_dynamic if is_dynamic else _run, self)
        self.definition = fanout.define(function.__name__, self.name, body)

    def __reduce__(self):
        return self.__qualname__

    @property
    def metadata(self):
        """Its settings, as flytekit's `TaskMetadata` has them."""
        timeout, cache = self.timeout, self.cache
        return TaskMetadata(
            cache=cache is not None,
            cache_serialize=cache is not None and cache.serialize,
            cache_version="" if cache is None else cache.get_version(VersionParameters(func=self._task_function)),
            cache_ignore_input_vars=() if cache is None else cache.get_ignored_inputs(),
            interruptible=None,
            deprecated="",
            retries=self.retries,
            timeout=datetime.timedelta(seconds=timeout) if isinstance(timeout, int) else timeout,
        )

    @property
    def task_function(self):
        return self._task_function

    def settings(self):
        """As the engine has them."""
        made: dict = {}
        if self.retries:
            made["retries"] = self.retries
        seconds = self.timeout.total_seconds() if isinstance(self.timeout, datetime.timedelta) else self.timeout
        if seconds:
            made["timeout"] = seconds * 1000
        if self.cache is not None and not self.is_dynamic:
            version = self.cache.get_version(VersionParameters(func=self._task_function))
            made |= {"cache": True, "cacheVersion": version}
        return made

    def step(self, changed=None):
        """The task as the engine has it. @param changed settings of one node"""
        kind = "dynamic" if self.is_dynamic else "task"
        return fanout.step(kind, self.definition, {**self.settings(), **(changed or {})})

    def __call__(self, *args, **kwargs):
        return self._call(args, kwargs)

    def execute(self, **kwargs):
        return self._dynamic_here(kwargs) if self.is_dynamic else self._task_function(**kwargs)

    def local_execute(self, **kwargs):
        try:
            inputs = convert(kwargs, self.python_interface.inputs)
        except TypeTransformerFailedError as error:
            error.args = (inputs_failed(self.name, error),)
            raise
        return self.promises(self._cached(inputs) if self.cache is not None else self._dispatch(inputs))

    def _cached(self, inputs):
        import pickle

        ignored = self.cache.get_ignored_inputs()
        kept = {name: value for name, value in inputs.items() if name not in ignored}
        key = (self.name, self.cache.get_version(VersionParameters(func=self._task_function)), pickle.dumps(kept))
        if key not in _results:
            _results[key] = pickle.dumps(self._dispatch(inputs))
        return pickle.loads(_results[key])

    def _dispatch(self, inputs):
        """@returns the outputs, in order"""
        node = TreeNode("trace", self.definition)
        failed = None
        try:
            with node.entered(), entered(Mode.LOCAL_TASK, branch=None, task=self.name):
                given = self.execute(**inputs)
        except Exception as error:
            error.args = (f"Error encountered while executing '{self.name}':\n  {error}",)
            failed = error
            raise
        finally:
            node.end(failed)
        return outputs_of(self, given)

    def _dynamic_here(self, kwargs):
        with entered(Mode.LOCAL_DYNAMIC):
            given = self._task_function(**kwargs)
        if isinstance(given, VoidPromise) or given is None:
            return None
        if not self.python_interface.outputs:
            raise FlyteValueException(given, "Interface output should've been VoidPromise or None.")
        return given

    def cluster_execute(self, kwargs):
        try:
            inputs = convert(kwargs, self.python_interface.inputs)
        except TypeTransformerFailedError as error:
            error.args = (inputs_failed(self.name, error),)
            raise
        return cluster.waited(fanout.call(self.step(), inputs), self)

    async def run_node(self, node, run):
        result = await fanout.call(self.step(node.settings), await run.arguments(node))
        return cluster.named(self.python_interface, result)


# Results of tasks with a cache in the local mode, for as long as the process lives.
_results = {}


def outputs_of(task, given):
    """What a task gives, in order. @raises what flytekit raises for values that are not of their types"""
    outputs = task.python_interface.outputs
    names = list(outputs)
    if not names:
        return []
    if len(names) == 1:
        named = isinstance(given, tuple) and task.python_interface.output_tuple_name
        values = [given[0] if named else given]
    else:
        values = [given[i] for i, _ in enumerate(given)]
        if len(values) > len(names):
            raise IndexError("list index out of range")
    results = []
    for i, (name, value) in enumerate(zip(names, values, strict=True)):
        kind = outputs[name]
        if isinstance(value, tuple):
            raise TypeError(f"Output({name}) in task '{task.name}' received a tuple {value}, instead of {kind}")
        try:
            results.append(_converted(value, kind))
        except Exception as error:
            error.args = (
                f"Failed to convert outputs of task '{task.name}' at position {name if name != f'o{i}' else i}.\n"
                f"Failed to convert type {type(value)} to type {kind}.\n"
                f"Error Message: {error.args[0]}.",
            )
            raise
    return results


def _converted(value, kind):
    if isinstance(value, Promise):
        return copied(value.value)
    return engine.convert(without_promises(value), kind)


def _run(task, **inputs):
    """The body of a task, in its worker."""
    cluster.begin(task)
    try:
        given = task.task_function(**inputs)
    except Exception as error:
        if not isinstance(error, FlyteRecoverableException):
            # Only these are tried again.
            error.__fanout_final__ = True
        raise
    return cluster.packed(task.python_interface, outputs_of(task, given))


async def _run_dynamic(task, **inputs):
    """A dynamic workflow: compiled in its worker, and run by it."""
    cluster.begin(task)
    graph = compiled(task.task_function, task.python_interface, task.name, inputs)
    return await cluster.run_graph(graph, task.python_interface, inputs)


_NO_PLUGIN = (
    "`task_config` of {} needs a plugin of flytekit, which Fanout has not: remove it to run the function itself"
)


_NESTED = (
    "TaskFunction cannot be a nested/inner or local function. It should be accessible at a module level for Flyte to "
    "execute it. Test modules with names beginning with `test_` are allowed to have nested tasks. If you're "
    "decorating your task function with custom decorators, use functools.wraps or functools.update_wrapper on the "
    "function wrapper. Alternatively if you want to create your own tasks with custom behavior use the "
    "TaskResolverMixin"
)


def is_nested(function):
    """Made in a function, and not in place of one of the module's."""
    if function.__module__.startswith("test_") or not _is_inner(function):
        return False
    while (inner := getattr(function, "__wrapped__", None)) is not None:
        function = inner
    return _is_inner(function)


def _is_inner(function):
    return hasattr(function, "__code__") and function.__code__.co_flags & inspect.CO_NESTED != 0


def task(
    _task_function=None,
    task_config=None,
    cache=False,
    retries=0,
    interruptible=None,
    deprecated="",
    timeout=0,
    container_image=None,
    environment=None,
    requests=None,
    limits=None,
    secret_requests=None,
    execution_mode=None,
    node_dependency_hints=None,
    task_resolver=None,
    docs=None,
    disable_deck=None,
    enable_deck=None,
    deck_fields=None,
    pod_template=None,
    pod_template_name=None,
    accelerator=None,
    pickle_untyped=False,
    shared_memory=None,
    resources=None,
    labels=None,
    annotations=None,
    cache_serialize=False,
    cache_version="",
    cache_ignore_input_vars=(),
    **kwargs,
):
    """Makes a function a task."""

    def decorate(function):
        if task_config is not None:
            raise FanoutError(_NO_PLUGIN.format(type(task_config).__name__))
        without_effect(
            "flytekit",
            interruptible=interruptible,
            container_image=container_image,
            environment=environment,
            requests=requests,
            limits=limits,
            resources=resources,
            secret_requests=secret_requests,
            pod_template=pod_template,
            pod_template_name=pod_template_name,
            accelerator=accelerator,
            shared_memory=shared_memory,
            enable_deck=enable_deck,
            labels=labels,
            annotations=annotations,
        )
        made = cache_of(cache, cache_version, cache_serialize, cache_ignore_input_vars)
        if inspect.iscoroutinefunction(function):
            raise FanoutError("an async task of flytekit is not part of Fanout: make it a plain function")
        return PythonFunctionTask(function, kwargs.get("is_dynamic", False), retries, timeout, made, pickle_untyped)

    return decorate if _task_function is None else decorate(_task_function)


def cache_of(cache, version, serialize, ignored):
    """@raises ValueError for settings that do not go together"""
    if isinstance(cache, Cache):
        if version or serialize or ignored:
            raise ValueError(
                "cache_serialize, cache_version, and cache_ignore_input_vars are deprecated. Please use Cache object"
            )
        return cache
    if not cache:
        if serialize:
            raise ValueError("Cache serialize is enabled ``cache_serialize=True`` but ``cache`` is not enabled.")
        if ignored:
            raise ValueError(
                f"Cache ignore input vars are specified ``cache_ignore_input_vars={ignored}`` but ``cache`` is not"
                " enabled."
            )
        return None
    if not version and (serialize or ignored):
        raise ValueError("Caching is enabled ``cache=True`` but ``cache_version`` is not set.")
    return Cache(version=version or None, serialize=serialize, ignored_inputs=ignored)


def dynamic(_task_function=None, **settings):
    """Makes a function a dynamic workflow: its calls become nodes when it runs."""
    return task(_task_function, is_dynamic=True, **settings)
