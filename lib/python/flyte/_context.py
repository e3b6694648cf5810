"""What a task can know of itself: `flyte.ctx()`."""

import contextvars
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class ActionID:
    name: str
    run_name: str | None = None
    project: str | None = None
    domain: str | None = None
    org: str | None = None


@dataclass(frozen=True)
class GroupData:
    name: str


@dataclass(frozen=True, kw_only=True)
class TaskContext:
    action: ActionID
    version: str = "na"
    raw_data_path: str = "/tmp/flyte/raw_data"
    output_path: str = "/tmp/flyte/metadata"
    run_base_dir: str = "/tmp/flyte/metadata"
    input_path: str | None = None
    report: Any = None
    group_data: GroupData | None = None
    mode: str = "remote"
    attempt_number: int = 0
    custom_context: dict[str, str] = field(default_factory=dict)
    disable_run_cache: bool = False
    interactive_mode: bool = False
    run_start_time: datetime | None = field(default_factory=lambda: datetime.now(UTC))
    data: dict[str, Any] = field(default_factory=dict)
    in_trace: bool = False

    @property
    def task_action(self):
        return self.action

    def replace(self, **changes):
        return replace(self, **changes)

    def __getitem__(self, key):
        return self.data.get(key)

    def is_in_cluster(self):
        return self.mode == "remote"


class _NoContext:
    """Outside of a task: false, and all its fields are None."""

    def __bool__(self):
        return False

    def __repr__(self):
        return "NullTaskContext()"

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return

    def is_in_cluster(self):
        return False


_current: contextvars.ContextVar[TaskContext | None] = contextvars.ContextVar("flyte_task", default=None)
_outside = _NoContext()


def ctx():
    """The context of the task that runs; a false one outside of tasks."""
    return _current.get() or _outside


def task_context() -> TaskContext | None:
    return _current.get()


def enter(context):
    """For the rest of this body: each body runs in a context of its own."""
    _current.set(context)


@contextmanager
def entered(context):
    token = _current.set(context)
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def custom_context(**context: str):
    """Key-value pairs that the tasks called inside find in `flyte.ctx().custom_context`."""
    here = _current.get()
    token = _more.set({**(_more.get() or {}), **context})
    outer = None if here is None else _current.set(here.replace(custom_context={**here.custom_context, **context}))
    try:
        yield
    finally:
        _more.reset(token)
        if outer is not None:
            _current.reset(outer)


_more: contextvars.ContextVar[dict[str, str] | None] = contextvars.ContextVar("flyte_custom", default=None)


def get_custom_context() -> dict[str, str]:
    here = _current.get()
    return dict((here.custom_context if here is not None else _more.get()) or {})
