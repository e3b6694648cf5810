"""A task: what `@env.task` makes of a function."""

import asyncio
import inspect
from dataclasses import dataclass, field, replace
from typing import Any

from _fanout import entries
from _flyte.loops import run_blocking
from _flyte.settings import without_effect

from . import _cluster, _local
from ._context import task_context
from ._image import Image
from ._interface import NativeInterface
from ._logging import logger
from ._policies import RetryStrategy, cache_from_request, retries_of
from .errors import (
    RuntimeSystemError,
    RuntimeUserError,
    SyncTaskCallInAsyncContextError,
    TraceDoesNotAllowNestedTasksError,
)

MAX_INLINE_IO_BYTES = 10 * 1024 * 1024


@dataclass(kw_only=True)
class TaskTemplate:
    name: str
    interface: NativeInterface
    short_name: str = ""
    task_type: str = "python"
    task_type_version: int = 0
    image: Any = "auto"
    resources: Any = None
    cache: Any = "disable"
    interruptible: bool = False
    retries: int | RetryStrategy = 0
    reusable: Any = None
    docs: Any = None
    env_vars: dict[str, str] | None = None
    secrets: Any = None
    service_account: str | None = None
    timeout: Any = None
    pod_template: Any = None
    report: bool = False
    queue: str | None = None
    debuggable: bool = False
    entrypoint: bool = False
    produces_artifacts: bool = False
    parent_env: Any = None
    parent_env_name: str | None = None
    max_inline_io_bytes: int = MAX_INLINE_IO_BYTES
    triggers: tuple[Any, ...] = field(default_factory=tuple)
    links: tuple[Any, ...] = field(default_factory=tuple)
    _call_as_synchronous: bool = False
    # Under which the engine knows it.
    _definition: str = field(default="", init=False, repr=False)

    def __post_init__(self):
        if self.image == "auto":
            self.image = Image.from_debian_base()
        elif isinstance(self.image, str):
            self.image = Image.from_base(self.image)
        self.cache = cache_from_request(self.cache)
        self.retries = retries_of(self.retries)
        self.short_name = self.short_name or self.name
        if self.service_account is not None and not isinstance(self.service_account, str):
            raise TypeError(f"Expected service_account to be of type str, got {type(self.service_account)}")
        without_effect(
            "flyte",
            resources=self.resources,
            interruptible=self.interruptible,
            pod_template=self.pod_template,
            queue=self.queue,
            secrets=self.secrets,
            service_account=self.service_account,
            triggers=self.triggers,
            links=self.links,
        )

    @property
    def native_interface(self):
        return self.interface

    @property
    def source_file(self):
        return None


@dataclass(kw_only=True)
class AsyncFunctionTaskTemplate(TaskTemplate):
    func: Any
    plugin_config: Any = None
    debuggable: bool = True
    task_resolver: Any = None

    def __post_init__(self):
        super().__post_init__()
        self._call_as_synchronous = not inspect.iscoroutinefunction(self.func)
        self.__doc__ = self.func.__doc__
        self.__module__ = self.func.__module__
        self.__qualname__ = self.func.__qualname__
        self.__wrapped__ = self.func

    def __reduce__(self):
        # Another worker has it under the name of its function.
        return self.__qualname__

    @property
    def source_file(self):
        return self.func.__code__.co_filename if hasattr(self.func, "__code__") else None

    def forward(self, *args, **kwargs):
        """The function itself."""
        return self.func(*args, **kwargs)

    def _as_function(self, args, kwargs):
        """Called by the program itself, which starts no run."""
        entries.started()
        return self.forward(*args, **kwargs)

    def _check_trace(self, context):
        if context.in_trace:
            raise TraceDoesNotAllowNestedTasksError(
                f"Task {self.name} is invoked from inside a `flyte.trace`. "
                "You can continue using the task function, as a regular"
                "python function using `task`.forward(...) facade."
            )

    def _submit(self, context, args, kwargs):
        """@returns a coroutine"""
        self._check_trace(context)
        controller = LocalController if context.mode == "local" else _cluster.RemoteController
        return controller.submit(self, *args, **kwargs)

    def _call(self, context, args, kwargs):
        """@returns the result, for plain code"""
        self._check_trace(context)
        if context.mode == "local":
            return run_blocking(LocalController.submit(self, *args, **kwargs))
        return _cluster.Call(self, args, kwargs).wait()

    def __call__(self, *args, **kwargs):
        try:
            context = task_context()
            if context is None:
                return self._as_function(args, kwargs)
            if not self._call_as_synchronous:
                return self._submit(context, args, kwargs)
            if asyncio._get_running_loop() is not None:
                raise SyncTaskCallInAsyncContextError(
                    f"Sync task '{self.name}' was called in a blocking way from async code. "
                    f"This blocks the event loop and can hang the run. "
                    f"Use `await {self.func.__name__}.aio(...)` instead."
                )
            return self._call(context, args, kwargs)
        except RuntimeSystemError, RuntimeUserError:
            raise
        except Exception as error:
            raise RuntimeUserError(type(error).__name__, str(error)) from error

    async def aio(self, *args, **kwargs):
        """The task for async code, also where its function is a plain one."""
        context = task_context()
        if context is None:
            logger.warning(f"Task {self.name} running aio outside of a task context.")
            return self._as_function(args, kwargs)
        return await self._submit(context, args, kwargs)

    def override(
        self,
        *,
        short_name=None,
        resources=None,
        cache=None,
        retries=0,
        timeout=None,
        reusable=None,
        env_vars=None,
        secrets=None,
        service_account=None,
        max_inline_io_bytes=None,
        pod_template=None,
        queue=None,
        interruptible=None,
        entrypoint=None,
        produces_artifacts=None,
        links=(),
        **kwargs,
    ):
        """The task with other settings."""
        reusable = reusable or self.reusable
        reusable = None if reusable == "off" else reusable
        if reusable is not None:
            _refuse_with_reuse(resources=resources, env_vars=env_vars, secrets=secrets, service_account=service_account)
        for name in ("name", "image", "docs", "interface"):
            if name in kwargs:
                raise ValueError(f"{name.capitalize()} cannot be overridden")
        changes = {
            "short_name": short_name,
            "resources": resources,
            "cache": cache,
            "retries": retries,
            "timeout": timeout,
            "env_vars": env_vars,
            "secrets": secrets,
            "service_account": service_account,
            "max_inline_io_bytes": max_inline_io_bytes,
            "pod_template": pod_template,
            "queue": queue,
            "links": links,
        }
        given = {name: value for name, value in changes.items() if value}
        flags = {"interruptible": interruptible, "entrypoint": entrypoint, "produces_artifacts": produces_artifacts}
        given |= {name: value for name, value in flags.items() if value is not None}
        made = replace(self, reusable=reusable, **given, **kwargs)
        made._definition = self._definition
        return made


def _refuse_with_reuse(**given):
    for name, value in given.items():
        if value is None:
            continue
        shown = "env" if name == "env_vars" else name
        space = "" if name == "resources" else " "
        raise ValueError(
            f"Cannot override {shown} when reusable is set."
            f" Reusable tasks will use the parent env's {shown}. You can disable reusability and{space}"
            f"{' ' if name == 'resources' else ''}override {shown} if needed. (set reusable='off')"
        )


class LocalController:
    """As Flyte's local mode names what runs a task."""

    @staticmethod
    async def submit(task, *args, **kwargs):
        return await _local.submit(task, args, kwargs)
