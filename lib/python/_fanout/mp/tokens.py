"""A counter that workers share: as many tokens as it has are in a queue at the coordinator."""

from .. import host
from ..queues import HeldQueue as Queue


class Tokens:
    """@param count tokens at first"""

    def __init__(self, count=0, _shared=None):
        self._queue = _shared or Queue(_id=host.api.newQueueId())
        for _ in range(count):
            self.give()

    def __reduce__(self):
        return (Tokens, (0, self._queue))

    @property
    def id(self):
        return self._queue._id

    def take(self, timeout=None):
        """Waits for a token. @param timeout seconds; 0 does not wait @returns whether it has one"""
        return self._queue.take(timeout).wait()[0]

    def give(self):
        self._queue.put(None)

    def count(self):
        """Tokens that nobody has, at this moment."""
        return self._queue.size().wait()
