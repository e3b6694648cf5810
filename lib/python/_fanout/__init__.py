"""What Python's libraries are built on: calls to the engine, spans, values and errors that cross."""

from .calls import call, map_calls, map_unordered
from .define import dynamic, environment, launch_plan, task, workflow
from .errors import FanoutError, NonRecoverable, QueueClosed, RemoteTraceback
from .nodes import group, traced
from .process import Process
from .queues import Queue
from .span import context, meter, random, sleep

__all__ = [
    "FanoutError",
    "NonRecoverable",
    "Process",
    "Queue",
    "QueueClosed",
    "RemoteTraceback",
    "call",
    "context",
    "dynamic",
    "environment",
    "group",
    "launch_plan",
    "map_calls",
    "map_unordered",
    "meter",
    "random",
    "sleep",
    "task",
    "traced",
    "workflow",
]
