"""Values that runs give."""

import enum

from ._context import ActionID, GroupData, TaskContext
from ._interface import NativeInterface

__all__ = ["ActionID", "ActionOutputs", "ActionPhase", "GroupData", "NativeInterface", "TaskContext"]


class ActionPhase(enum.StrEnum):
    QUEUED = "queued"
    WAITING_FOR_RESOURCES = "waiting_for_resources"
    INITIALIZING = "initializing"
    RUNNING = "running"
    PAUSED = "paused"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    ABORTED = "aborted"
    TIMED_OUT = "timed_out"
    RECOVERED = "recovered"

    @property
    def is_terminal(self):
        return self in (self.SUCCEEDED, self.FAILED, self.ABORTED, self.TIMED_OUT, self.RECOVERED)


class ActionOutputs(tuple):
    """Outputs of a run, in order; by name as `o0`, `o1` and so on."""

    def __new__(cls, data, fields=None):
        made = super().__new__(cls, data)
        made._fields = fields or [f"o{i}" for i in range(len(data))]
        for name, value in zip(made._fields, made, strict=True):
            setattr(made, name, value)
        return made

    @property
    def named_outputs(self):
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self):
        shown = [
            f'{name}="{value}"' if isinstance(value, str) else f"{name}={value}"
            for name, value in self.named_outputs.items()
        ]
        return f"ActionOutputs({', '.join(shown)})"
