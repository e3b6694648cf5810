"""A queue whose items are at the coordinator, for all workers."""

from . import host, local_queue
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

    # Whether who waits for an item keeps its place in its worker: nothing else runs there meanwhile.
    keeps_place = False

    def __init__(self, name=None, _id=None):
        self.name = name
        if _id is None and is_loading():
            # Every worker makes it again when it loads the program: it is one queue.
            _made["count"] += 1
            _id = f"program {_made['count']}"
        self._id = _id or host.api.newQueueId()

    def __reduce__(self):
        return (type(self), (self.name, self._id))

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
            return Pending(host.api.get(current.get(), self._id, self.name, None, self.keeps_place), take)

    def take(self, timeout):
        """As `get`, for at most `timeout` seconds; None for ever. @returns whether there was an item, and the item"""

        def found(answer):
            return (True, loads(answer.value)) if answer.isFound else (False, None)

        limit = None if timeout is None else timeout * 1000
        with translated():
            return Pending(host.api.get(current.get(), self._id, self.name, limit, self.keeps_place), found)

    def size(self):
        """How many items nobody has been given."""
        with translated():
            return Pending(host.api.size(current.get(), self._id), lambda size: size)

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


class HeldQueue(Queue):
    """As a process waits: a worker of a pool does one thing at a time. Where nothing can wait, the items are here."""

    keeps_place = True

    def put_pickle(self, crossing):
        if host.api.canSwitch():
            return super().put_pickle(crossing)
        return local_queue.of(self._id).put_pickle(crossing, self._words())

    def get(self):
        return super().get() if host.api.canSwitch() else local_queue.of(self._id).get(self._words())

    def take(self, timeout):
        return super().take(timeout) if host.api.canSwitch() else local_queue.of(self._id).take(timeout)

    def size(self):
        return super().size() if host.api.canSwitch() else local_queue.of(self._id).size()

    def close(self):
        return super().close() if host.api.canSwitch() else local_queue.of(self._id).close()
