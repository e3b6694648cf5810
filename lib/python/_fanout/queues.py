"""A queue whose items are at the coordinator, for all workers."""

from . import host
from .define import is_loading
from .errors import QueueClosed, translated
from .span import current
from .values import dumps, loads
from .waiting import Pending

_made = {"count": 0}


def start_loading():
    _made["count"] = 0


class Queue:
    """Each put and get is a round trip."""

    def __init__(self, name=None, _id=None):
        self.name = name
        if _id is None and is_loading():
            # Every worker makes it again when it loads the program: it is one queue.
            _made["count"] += 1
            _id = f"program {_made['count']}"
        self._id = _id or host.api.newQueueId()

    def __reduce__(self):
        return (Queue, (self.name, self._id))

    def _words(self):
        return "the queue" if self.name is None else f"queue `{self.name}`"

    def put(self, item):
        return self.put_pickle(dumps(item))

    def put_pickle(self, crossing):
        def accept(is_open):
            if not is_open:
                raise QueueClosed(f"{self._words()} is closed: nothing can be put into it")

        with translated():
            return Pending(host.api.put(current.get(), self._id, self.name, crossing), accept)

    def get(self):
        def take(found):
            if not found.isFound:
                raise QueueClosed(f"{self._words()} is closed and empty")
            return loads(found.value)

        with translated():
            return Pending(host.api.get(current.get(), self._id, self.name, None), take)

    def take(self, timeout):
        """As `get`, for at most `timeout` seconds; None for ever. @returns whether there was an item, and the item"""

        def found(answer):
            return (True, loads(answer.value)) if answer.isFound else (False, None)

        limit = None if timeout is None else timeout * 1000
        with translated():
            return Pending(host.api.get(current.get(), self._id, self.name, limit), found)

    def close(self):
        with translated():
            return Pending(host.api.close(current.get(), self._id, self.name), lambda _: None)

    async def __aiter__(self):
        while True:
            try:
                item = await self.get()
            except QueueClosed:
                return
            yield item
