"""Runs: `flyte.run`."""

import os

from _fanout import entries, fork
from _flyte import engine
from _flyte.loops import run_blocking
from _flyte.settings import log_settings

from . import _cluster, _local
from ._context import entered, get_custom_context, task_context
from ._syncify import Ready
from ._task import TaskTemplate
from .models import ActionOutputs, ActionPhase


class Run:
    """A run that is over, as `flyte.remote.Run`."""

    def __init__(self, name, outputs):
        self._name = name
        self._outputs = ActionOutputs(outputs if isinstance(outputs, tuple) else (outputs,))

    @property
    def name(self):
        return self._name

    @property
    def url(self):
        return f"/tmp/flyte/metadata/{self._name}"

    @property
    def phase(self):
        return ActionPhase.SUCCEEDED

    def done(self):
        return True

    @Ready
    def wait(self, quiet=False, wait_for="terminal"):
        return None

    @Ready
    def outputs(self):
        return self._outputs

    def __repr__(self):
        return f"Run(name='{self._name}', phase='{self.phase.value}')"


def _check(task):
    if not isinstance(task, TaskTemplate):
        raise TypeError(f"On Flyte tasks can be run, not generic functions or methods '{type(task)}'.")


def _begin():
    """The program itself runs a task."""
    if fork.is_loading():
        # A worker that loads the program runs nothing of it.
        raise fork.StopLoading
    entries.started()


class Runner:
    """What `flyte.with_runcontext` gives."""

    def __init__(self, mode=None, name=None, custom_context=None, disable_run_cache=False, **_):
        self._mode = mode
        self._name = name
        self._custom = dict(custom_context or {})
        self._disable_run_cache = bool(disable_run_cache)
        self.run = _Method(self)

    def _is_local(self):
        return self._mode == "local" or engine.is_local()

    def _local_context(self):
        return _local.start(
            self._name or os.urandom(6).hex(),
            custom_context={**get_custom_context(), **self._custom},
            disable_run_cache=self._disable_run_cache,
        )

    def _start(self, task, args, kwargs):
        """On the cluster: the engine's call."""
        with entered(self._cluster_context()):
            return _cluster.Call(task, args, kwargs, run=self._name)

    def _cluster_context(self):
        here = task_context() or _local.start(self._name or "r", custom_context=get_custom_context())
        custom = {**here.custom_context, **self._custom}
        return here.replace(mode="remote", custom_context=custom, in_trace=False)

    def _over(self, outputs):
        return Run("dry-run" if self._is_local() else self._name or f"r{os.urandom(8).hex()[:15]}", outputs)

    async def _run(self, task, args, kwargs):
        _check(task)
        log_settings("flyte")
        if not self._is_local():
            return self._over(await self._start(task, args, kwargs))
        with entered(self._local_context()):
            return self._over(await _local.submit(task, args, kwargs))

    def _run_blocking(self, task, args, kwargs):
        _check(task)
        _begin()
        if self._is_local():
            return run_blocking(self._run(task, args, kwargs))
        log_settings("flyte")
        return self._over(self._start(task, args, kwargs).wait())


class _Method:
    def __init__(self, runner):
        self._runner = runner

    def __call__(self, task, *args, **kwargs):
        return self._runner._run_blocking(task, args, kwargs)

    async def aio(self, task, *args, **kwargs):
        return await self._runner._run(task, args, kwargs)


def with_runcontext(mode=None, *, name=None, custom_context=None, disable_run_cache=False, **settings):
    """Settings of a run. Those of the platform have no effect."""
    if mode not in (None, "local", "remote", "hybrid"):
        raise ValueError(f"Invalid mode {mode}, must be one of local, remote or hybrid")
    return Runner(mode, name, custom_context, disable_run_cache, **settings)


class _Run:
    """`flyte.run`: waits until the run is over, and raises what it failed with."""

    def __call__(self, task, *args, **kwargs):
        return Runner()._run_blocking(task, args, kwargs)

    async def aio(self, task, *args, **kwargs):
        _begin()
        return await Runner()._run(task, args, kwargs)


run = _Run()
