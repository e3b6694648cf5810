"""What runs now: a workflow that is compiled, one that runs here, or a task."""

import contextvars
import datetime
import enum
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..loggers import user_space_logger


class Mode(enum.Enum):
    NONE = 0
    COMPILE = 1
    LOCAL_WORKFLOW = 2
    LOCAL_TASK = 3
    LOCAL_DYNAMIC = 4
    # A task on a cluster.
    TASK = 5

    @property
    def is_local(self):
        return self in (Mode.LOCAL_WORKFLOW, Mode.LOCAL_TASK, Mode.LOCAL_DYNAMIC)


@dataclass
class Branch:
    """Of a conditional that runs here: whether the branch that is written down now is the one that is taken."""

    is_taken: bool = False
    selected: Any = None


@dataclass(frozen=True)
class State:
    mode: Mode = Mode.NONE
    # Nodes of what is compiled.
    nodes: Any = None
    branch: Branch | None = None
    task: str = ""
    run: str = "local"

    @property
    def is_skipped(self):
        return self.branch is not None and not self.branch.is_taken


_current: contextvars.ContextVar[State] = contextvars.ContextVar("flytekit", default=State())  # noqa: B039 - it is frozen


def state() -> State:
    return _current.get()


def enter(made: State):
    """For the rest of this body: each body runs in a context of its own."""
    _current.set(made)


@contextmanager
def entered(mode, **changes):
    token = _current.set(replace(_current.get(), mode=mode, **changes))
    try:
        yield
    finally:
        _current.reset(token)


def push(changes):
    """@returns what takes it back"""
    return _current.set(replace(_current.get(), **changes))


def pop(token):
    _current.reset(token)


@dataclass(frozen=True)
class Identifier:
    project: str = "local"
    domain: str = "local"
    name: str = "local"
    version: str = "local"


class Secrets:
    def get(self, group=None, key=None, group_version=None, encode_mode="r"):
        text = f"Please make sure to add secret_requests=[Secret(group={group}, key={key})] in @task. "
        raise ValueError(
            f"Unable to find secret for key {key} in group {group} in Env Var. {text}Fanout has no secrets."
        )


@dataclass
class ExecutionParameters:
    """`flytekit.current_context()`."""

    execution_id: Identifier = field(default_factory=Identifier)
    task_id: Identifier = field(default_factory=Identifier)
    execution_date: datetime.datetime = field(default_factory=lambda: datetime.datetime.now(datetime.UTC))
    secrets: Secrets = field(default_factory=Secrets)
    decks: list = field(default_factory=list)
    raw_output_prefix: str = "/tmp/flyte/raw"

    @property
    def logging(self):
        return user_space_logger

    @property
    def working_directory(self):
        Path("/tmp/flyte/work").mkdir(parents=True, exist_ok=True)
        return "/tmp/flyte/work"


def current_context() -> ExecutionParameters:
    here = state()
    return ExecutionParameters(execution_id=Identifier(name=here.run), task_id=Identifier(name=here.task))


class FlyteContext:
    """As far as programs ask for it."""

    def __init__(self):
        self.execution_state = state()
        self.user_space_params = current_context()

    @staticmethod
    def current_context():
        return FlyteContext()


class FlyteContextManager:
    @staticmethod
    def current_context():
        return FlyteContext()
