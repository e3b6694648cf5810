"""A value at the coordinator, which one worker at a time has."""

from . import host
from .queues import HeldQueue as Queue


class Cell:
    def __init__(self, value=None, _shared=None):
        self._queue = _shared or Queue(_id=host.api.newQueueId())
        if _shared is None:
            self.give(value)

    def __reduce__(self):
        return (Cell, (None, self._queue))

    def take(self):
        return self._queue.get().wait()

    def give(self, value):
        self._queue.put(value)
