"""`multiprocessing.Queue` and `SimpleQueue`: the items are at the coordinator, in the order in which they were put."""

import multiprocessing
import multiprocessing.context

from .. import host
from ..errors import translated
from ..queues import Queue as Shared
from ..span import current
from ..values import dumps
from ..waiting import block


class Queue:
    def __init__(self, maxsize=0, *, ctx=None, _shared=None):
        if maxsize > 0:
            raise NotImplementedError("a Queue with a maxsize is not part of Fanout's multiprocessing yet")
        self._shared = _shared or Shared(_id=host.api.newQueueId())

    def __reduce__(self):
        return (_again, (self._shared,))

    def put(self, obj, block=True, timeout=None):
        crossing = dumps(obj)
        with translated():
            # As CPython's feeder thread: nobody waits until it has arrived.
            host.api.put(current.get(), self._shared._id, None, crossing)

    def get(self, block=True, timeout=None):
        if not block or timeout is not None:
            raise NotImplementedError("get() with a timeout is not part of Fanout's multiprocessing yet")
        return self._shared.get().wait()

    def put_nowait(self, obj):
        self.put(obj)

    def close(self):
        pass

    def join_thread(self):
        pass

    def cancel_join_thread(self):
        pass


def _again(shared):
    return Queue(_shared=shared)


def install():
    def make(self, maxsize=0):
        return Queue(maxsize)

    multiprocessing.context.BaseContext.Queue = make
    multiprocessing.context.BaseContext.SimpleQueue = make
    multiprocessing.Queue = multiprocessing.context._default_context.Queue
    multiprocessing.SimpleQueue = multiprocessing.context._default_context.SimpleQueue
