"""
Queues where nothing can wait: items are in this worker, because all processes run in it. What would wait runs what has
been started, until there is an item.
"""

import collections
import time
from typing import Any

from . import later
from .errors import QueueClosed
from .values import loads
from .waiting import Pending


class Ready(Pending):
    """An answer that is there."""

    def __init__(self, value: Any = None):
        super().__init__(None, None)
        self._value = value

    def wait(self) -> Any:
        return self._value

    def __await__(self):
        return self._value
        yield


class LocalQueue:
    def __init__(self):
        self._items = collections.deque()
        self._is_closed = False

    def put_pickle(self, crossing, words):
        if self._is_closed:
            raise QueueClosed(f"{words} is closed: nothing can be put into it")
        self._items.append(crossing)
        return Ready()

    def get(self, words):
        if not self._has_item(None):
            raise QueueClosed(f"{words} is closed and empty")
        return Ready(loads(self._items.popleft()))

    def take(self, timeout):
        """@returns whether there was an item, and the item"""
        return Ready((True, loads(self._items.popleft())) if self._has_item(timeout) else (False, None))

    def size(self):
        return Ready(len(self._items))

    def close(self):
        self._is_closed = True
        return Ready()

    def _has_item(self, timeout):
        if self._items or timeout == 0:
            return bool(self._items)
        if not later.run_until(lambda: self._items or self._is_closed):
            if timeout is None:
                raise later.Stuck(later.STUCK)
            time.sleep(timeout)
        return bool(self._items)


_queues: dict[str, LocalQueue] = {}


def of(id):
    """The queue of an id."""
    return _queues.setdefault(id, LocalQueue())
