from collections.abc import Callable
from datetime import timedelta
from functools import partial
from logging import Logger
from typing import Any, ParamSpec, Protocol, TypeVar, overload

from .core.context_manager import ExecutionParameters as ExecutionParameters
from .core.context_manager import FlyteContext as FlyteContext
from .core.context_manager import FlyteContextManager as FlyteContextManager
from .core.context_manager import current_context as current_context
from .core.node_creation import create_node as create_node
from .core.workflow import WorkflowFailurePolicy as WorkflowFailurePolicy
from .types.directory import FlyteDirectory as FlyteDirectory
from .types.file import FlyteFile as FlyteFile

P = ParamSpec("P")
R = TypeVar("R")

class _Accepted:
    def __init__(self, *args: Any, **settings: Any) -> None: ...

class ImageSpec(_Accepted): ...
class Secret(_Accepted): ...
class CronSchedule(_Accepted): ...
class FixedRate(_Accepted): ...
class Email(_Accepted): ...
class Slack(_Accepted): ...
class PagerDuty(_Accepted): ...
class PodTemplate(_Accepted): ...
class Labels(_Accepted): ...
class Annotations(_Accepted): ...
class Documentation(_Accepted): ...
class Options(_Accepted): ...
class Deck(_Accepted): ...
class AuthRole(_Accepted): ...
class ConcurrencyPolicy(_Accepted): ...
class Description(_Accepted): ...
class HashMethod(_Accepted): ...
class SecurityContext(_Accepted): ...
class SourceCode(_Accepted): ...
class TaskMetadata(_Accepted): ...

class Resources:
    def __init__(self, cpu: Any = None, mem: Any = None, gpu: Any = None, ephemeral_storage: Any = None) -> None: ...

class Cache:
    def __init__(
        self,
        version: str | None = None,
        serialize: bool = False,
        ignored_inputs: tuple[str, ...] | str = (),
        salt: str = "",
        policies: Any = None,
    ) -> None: ...

class VersionParameters:
    func: Any
    container_image: Any
    pod_template: Any
    pod_template_name: str | None
    def __init__(self, func: Any, container_image: Any = None, pod_template: Any = None, pod_template_name: str | None = None) -> None: ...

class CachePolicy(Protocol):
    def get_version(self, salt: str, params: VersionParameters) -> str: ...

class _Entity:
    name: str

@overload
def task[**P, R](_task_function: Callable[P, R]) -> Callable[P, Any]: ...
@overload
def task(
    _task_function: None = None,
    task_config: Any = None,
    cache: bool | Cache = False,
    retries: int = 0,
    interruptible: bool | None = None,
    deprecated: str = "",
    timeout: timedelta | int = 0,
    container_image: Any = None,
    environment: dict[str, str] | None = None,
    requests: Resources | None = None,
    limits: Resources | None = None,
    secret_requests: list[Secret] | None = None,
    cache_version: str = "",
    cache_serialize: bool = False,
    cache_ignore_input_vars: tuple[str, ...] = (),
    **settings: Any,
) -> Callable[[Callable[P, R]], Callable[P, Any]]:
    """Makes a function a task. In a workflow its calls give promises."""

@overload
def dynamic[**P, R](_task_function: Callable[P, R]) -> Callable[P, Any]: ...
@overload
def dynamic(_task_function: None = None, **settings: Any) -> Callable[[Callable[P, R]], Callable[P, Any]]:
    """Makes a function a dynamic workflow: its calls become nodes when it runs."""

@overload
def workflow[**P, R](_workflow_function: Callable[P, R]) -> Callable[P, Any]: ...
@overload
def workflow(
    _workflow_function: None = None,
    failure_policy: WorkflowFailurePolicy | None = None,
    interruptible: bool = False,
    on_failure: Callable[..., Any] | None = None,
    docs: Any = None,
    pickle_untyped: bool = False,
    default_options: Options | None = None,
) -> Callable[[Callable[P, R]], Callable[P, Any]]:
    """Makes a function a workflow: it is called once, and its calls become nodes."""

def map_task(
    target: Callable[..., Any] | partial[Any],
    concurrency: int | None = None,
    min_successes: int | None = None,
    min_success_ratio: float = 1.0,
    run_all_sub_nodes: bool = False,
) -> Callable[..., Any]:
    """A task for each element of the lists that it is called with."""

class _Case:
    def then(self, p: Any) -> Any: ...
    def fail(self, err: str) -> Any: ...

class _Section:
    def if_(self, expr: Any) -> _Case: ...

def conditional(name: str) -> _Section:
    """One of several branches of a workflow runs."""

class LaunchPlan:
    name: str
    def __call__(self, **kwargs: Any) -> Any: ...
    @classmethod
    def create(
        cls,
        name: str,
        workflow: Callable[..., Any],
        default_inputs: dict[str, Any] | None = None,
        fixed_inputs: dict[str, Any] | None = None,
        schedule: CronSchedule | FixedRate | None = None,
        max_parallelism: int | None = None,
        **settings: Any,
    ) -> LaunchPlan: ...
    @classmethod
    def get_or_create(
        cls,
        workflow: Callable[..., Any],
        name: str | None = None,
        default_inputs: dict[str, Any] | None = None,
        fixed_inputs: dict[str, Any] | None = None,
        schedule: CronSchedule | FixedRate | None = None,
        max_parallelism: int | None = None,
        **settings: Any,
    ) -> LaunchPlan:
        """A workflow with inputs and a limit, as an execution of its own."""

class PythonFunctionTask(_Entity):
    """What `@task` makes of a function."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any: ...

def approve(*args: Any, **settings: Any) -> Any: ...
def wait_for_input(*args: Any, **settings: Any) -> Any: ...
def sleep(duration: timedelta) -> Any: ...
def kwtypes(**kwargs: Any) -> dict[str, Any]: ...

logger: Logger
__version__: str
