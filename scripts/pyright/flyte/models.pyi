import enum
from datetime import datetime
from typing import Any

class ActionID:
    name: str
    run_name: str | None
    project: str | None
    domain: str | None

class TaskContext:
    action: ActionID
    mode: str
    version: str
    attempt_number: int
    custom_context: dict[str, str]
    run_start_time: datetime | None
    def __bool__(self) -> bool: ...
    def is_in_cluster(self) -> bool: ...

class ActionPhase(enum.StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    ABORTED = "aborted"
    TIMED_OUT = "timed_out"

class ActionOutputs(tuple[Any, ...]):
    @property
    def named_outputs(self) -> dict[str, Any]: ...
    def __getattr__(self, name: str) -> Any: ...

class GroupData:
    name: str

class NativeInterface:
    inputs: dict[str, tuple[Any, Any]]
    outputs: dict[str, Any]
