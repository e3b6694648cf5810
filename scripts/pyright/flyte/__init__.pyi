from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from functools import partial
from logging import Logger
from typing import Any, Literal, ParamSpec, Protocol, TypeVar, overload

from . import errors as errors
from .models import ActionOutputs, ActionPhase, TaskContext

P = ParamSpec("P")
R = TypeVar("R")

class Device: ...

def GPU(device: str, quantity: int = 1, partition: str | None = None) -> Device: ...
def TPU(device: str, partition: str | None = None) -> Device: ...
def Neuron(device: str, quantity: int = 1) -> Device: ...
def AMD_GPU(device: str, quantity: int = 1) -> Device: ...
def HABANA_GAUDI(device: str, quantity: int = 1) -> Device: ...

class Resources:
    def __init__(
        self,
        cpu: int | float | str | tuple[Any, Any] | None = None,
        memory: str | tuple[str, str] | None = None,
        gpu: str | int | Device | None = None,
        disk: str | None = None,
        shm: str | None = None,
    ) -> None: ...

class Image:
    @classmethod
    def from_debian_base(
        cls, python_version: tuple[int, int] | None = None, name: str | None = None, **settings: Any
    ) -> Image: ...
    @classmethod
    def from_base(cls, image_uri: str) -> Image: ...
    @classmethod
    def from_uv_script(cls, script: Any, **settings: Any) -> Image: ...
    @classmethod
    def from_dockerfile(cls, file: Any, **settings: Any) -> Image: ...
    def with_pip_packages(self, *packages: str, **settings: Any) -> Image: ...
    def with_apt_packages(self, *packages: str, **settings: Any) -> Image: ...
    def with_requirements(self, file: Any, **settings: Any) -> Image: ...
    def with_commands(self, commands: list[str], **settings: Any) -> Image: ...
    def with_env_vars(self, env_vars: dict[str, str]) -> Image: ...
    def with_source_folder(self, src: Any, dst: str = ".") -> Image: ...
    def clone(self, **settings: Any) -> Image: ...

class Secret:
    def __init__(
        self, key: str, group: str | None = None, mount: Any = None, as_env_var: str | None = None
    ) -> None: ...

class Backoff:
    """The n-th retry, from 0, waits for `min(base * factor**n, cap)`."""

    def __init__(self, base: timedelta, factor: float = 1.0, cap: timedelta | None = None) -> None: ...

class RetryStrategy:
    def __init__(self, count: int, backoff: Backoff | None = None) -> None: ...

class Timeout:
    def __init__(
        self,
        max_runtime: timedelta | int | None = None,
        max_queued_time: timedelta | int | None = None,
        deadline: timedelta | int | None = None,
    ) -> None: ...

class ReusePolicy:
    """Containers that are kept: `replicas` of them, each with `concurrency` tasks at once."""

    def __init__(
        self,
        replicas: int | tuple[int, int] = 2,
        idle_ttl: int | timedelta = 30,
        concurrency: int = 1,
        scaledown_ttl: int | timedelta = 30,
        scope: Literal["global", "run"] = "global",
    ) -> None: ...

class Cache:
    def __init__(
        self,
        behavior: Literal["auto", "override", "disable"],
        version_override: str | None = None,
        serialize: bool = False,
        ignored_inputs: tuple[str, ...] | str = (),
        salt: str = "",
        policies: Any = None,
        max_age: timedelta | int | None = None,
    ) -> None: ...

CacheRequest = Literal["auto", "override", "disable"] | Cache
TimeoutType = Timeout | int | timedelta
SecretRequest = str | Secret | list[str | Secret]

class Cron:
    def __init__(self, expression: str, timezone: str = "UTC") -> None: ...

class FixedRate:
    def __init__(self, interval_minutes: int, start_time: datetime | None = None) -> None: ...

class Trigger:
    def __init__(self, name: str, automation: Cron | FixedRate, **settings: Any) -> None: ...
    @classmethod
    def hourly(cls, trigger_time_input_key: str = ..., name: str = ..., **settings: Any) -> Trigger: ...
    @classmethod
    def daily(cls, trigger_time_input_key: str = ..., name: str = ..., **settings: Any) -> Trigger: ...

class TaskTemplate[**P, R]:
    name: str
    short_name: str
    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R: ...
    def aio(self, *args: P.args, **kwargs: P.kwargs) -> Coroutine[Any, Any, Any]:
        """The task for async code, also where its function is a plain one."""
    def forward(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """The function itself."""
    def override(
        self,
        *,
        short_name: str | None = None,
        resources: Resources | None = None,
        cache: CacheRequest | None = None,
        retries: int | RetryStrategy = 0,
        timeout: TimeoutType | None = None,
        reusable: ReusePolicy | Literal["off"] | None = None,
        env_vars: dict[str, str] | None = None,
        secrets: SecretRequest | None = None,
        **settings: Any,
    ) -> TaskTemplate[P, R]:
        """The task with other settings."""

AsyncFunctionTaskTemplate = TaskTemplate

class Environment:
    name: str

class TaskEnvironment(Environment):
    """What tasks have in common: image, resources, cache, and whether their containers are kept."""

    def __init__(
        self,
        name: str,
        depends_on: list[Environment] = ...,
        pod_template: Any = None,
        description: str | None = None,
        secrets: SecretRequest | None = None,
        env_vars: dict[str, str] | None = None,
        resources: Resources | None = None,
        interruptible: bool = False,
        image: str | Image | None = "auto",
        include: tuple[str, ...] = (),
        service_account: str | None = None,
        cache: CacheRequest = "disable",
        reusable: ReusePolicy | None = None,
        plugin_config: Any = None,
        queue: str | None = None,
    ) -> None: ...
    @overload
    def task(self, _func: Callable[P, R], /) -> TaskTemplate[P, R]: ...
    @overload
    def task(
        self,
        *,
        short_name: str | None = None,
        cache: CacheRequest | None = None,
        retries: int | RetryStrategy = 0,
        timeout: TimeoutType = 0,
        docs: Any = None,
        report: bool = False,
        interruptible: bool | None = None,
        queue: str | None = None,
        triggers: Trigger | tuple[Trigger, ...] = (),
        **settings: Any,
    ) -> Callable[[Callable[P, R]], TaskTemplate[P, R]]: ...
    def clone_with(self, name: str, **settings: Any) -> TaskEnvironment: ...
    def add_dependency(self, *env: Environment) -> None: ...
    @property
    def tasks(self) -> dict[str, TaskTemplate[..., Any]]: ...

class _Wait:
    def __call__(self, quiet: bool = False, wait_for: str = "terminal") -> None: ...
    async def aio(self, quiet: bool = False, wait_for: str = "terminal") -> None: ...

class _Outputs:
    def __call__(self) -> ActionOutputs: ...
    async def aio(self) -> ActionOutputs: ...

class _RunHandle:
    @property
    def name(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def phase(self) -> ActionPhase: ...
    wait: _Wait
    outputs: _Outputs

class _Run:
    def __call__(self, task: TaskTemplate[..., Any], *args: Any, **kwargs: Any) -> _RunHandle: ...
    async def aio(self, task: TaskTemplate[..., Any], *args: Any, **kwargs: Any) -> _RunHandle: ...

run: _Run

class _Runner:
    run: _Run

def with_runcontext(
    mode: Literal["local", "remote", "hybrid"] | None = None,
    *,
    name: str | None = None,
    custom_context: dict[str, str] | None = None,
    disable_run_cache: bool = False,
    **settings: Any,
) -> _Runner: ...

class _Map:
    def __call__(
        self,
        func: TaskTemplate[..., Any] | partial[Any],
        *args: Iterable[Any],
        group_name: str | None = None,
        concurrency: int = 0,
        return_exceptions: bool = True,
    ) -> Iterator[Any]: ...
    def aio(
        self,
        func: TaskTemplate[..., Any] | partial[Any],
        *args: Iterable[Any],
        group_name: str | None = None,
        concurrency: int = 0,
        return_exceptions: bool = True,
    ) -> AsyncGenerator[Any]: ...

map: _Map

class _Init:
    def __call__(self, *args: Any, **settings: Any) -> None: ...
    async def aio(self, *args: Any, **settings: Any) -> None: ...

init: _Init
init_from_config: _Init
init_from_api_key: _Init
init_in_cluster: _Init
init_passthrough: _Init

F = TypeVar("F", bound=Callable[..., Any])

def trace[F: Callable[..., Any]](func: F) -> F:
    """Records the function's calls. When its task is retried, they are not run again."""

def group(name: str) -> AbstractContextManager[None]:
    """Puts the calls that are made inside under a name."""

def ctx() -> TaskContext:
    """What a task can know of itself; false outside of a task."""

def custom_context(**context: str) -> AbstractContextManager[None]: ...
def get_custom_context() -> dict[str, str]: ...
def current_project() -> str: ...
def current_domain() -> str: ...
def is_control_plane_available() -> bool: ...
def version() -> str: ...

logger: Logger
system_logger: Logger
__version__: str

class CachePolicy(Protocol):
    def get_version(self, salt: str, params: Any) -> str: ...

class Documentation:
    description: str
    def __init__(self, description: str = "") -> None: ...

class Link:
    name: str
    icon_uri: str
    def __init__(self, name: str = "", icon_uri: str = "", settings: dict[str, Any] = ...) -> None: ...

class PodTemplate:
    def __init__(self, pod_spec: Any = None, primary_container_name: str = "primary", **settings: Any) -> None: ...

TriggerTime: Any
