"""
`multiprocessing.Queue`, `JoinableQueue` and `SimpleQueue`: the items are at the coordinator, in the order of puts.
A queue with a `maxsize` has a token for each free place.
"""

import multiprocessing
import multiprocessing.context
import multiprocessing.queues
import sys
import traceback
from multiprocessing import reduction
from queue import Empty, Full

from pyodide.ffi import to_js

from .. import host, later, memory
from ..queues import HeldQueue as Shared
from .tokens import Tokens


def _pickled(value):
    return to_js(bytes(reduction.ForkingPickler.dumps(value)))


class _End:
    """What programs ask of a queue's pipe."""

    def __init__(self, queue):
        self._queue = queue
        self.closed = False

    def poll(self, timeout=0.0):
        self.check()
        return self._queue._wait_for_item(timeout)

    def done(self):
        """For `multiprocessing.connection.wait`."""
        return self.poll()

    def close(self):
        self.closed = True

    def check(self):
        if self.closed:
            raise OSError("handle is closed")


class _Items:
    """What all three have: items at the coordinator."""

    def _open(self, shared=None):
        self._shared = shared or Shared(_id=host.api.newQueueId())
        self._reader, self._writer = _End(self), _End(self)
        # What was found while it was waited for: it is this worker's to get.
        self._found = []

    def _send(self, crossing):
        memory.share()
        self._shared.put_pickle(crossing)

    def _receive(self, limit):
        """@param limit seconds; None for ever @returns whether there was an item, and the item"""
        found = (True, self._found.pop()) if self._found else self._shared.take(limit).wait()
        if found[0]:
            memory.share()
        return found

    def _wait_for_item(self, timeout):
        if self._found or self._shared.size().wait():
            return True
        if timeout is not None and timeout <= 0:
            return False
        is_found, value = self._shared.take(timeout).wait()
        if is_found:
            self._found.append(value)
        return is_found


class Queue(_Items):
    def __init__(self, maxsize=0, *, ctx):
        Queue._restore(self, (None, Tokens(maxsize) if maxsize > 0 else None, maxsize))

    def _restore(self, state):
        shared, self._places, self._maxsize = state
        self._open(shared)
        self._closed = self._is_used = False

    def __reduce__(self):
        multiprocessing.context.assert_spawning(self)
        return (_again, (type(self), self._state()))

    def _state(self):
        return (self._shared, self._places, self._maxsize)

    def _check_open(self):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")

    def put(self, obj, block=True, timeout=None):
        self._check_open()
        if self._places is not None and not self._places.take(_limit(block, timeout)):
            raise Full
        self._is_used = True
        self._add(obj)

    def _add(self, obj):
        try:
            crossing = _pickled(obj)
        except Exception as error:
            # As in CPython, whose feeder thread pickles: the item is lost.
            if self._places is not None:
                self._places.give()
            self._on_queue_feeder_error(error, obj)
            return
        self._send(crossing)

    @staticmethod
    def _on_queue_feeder_error(e, obj):
        traceback.print_exception(e, file=sys.stderr)

    def get(self, block=True, timeout=None):
        self._check_open()
        is_found, value = self._receive(_limit(block, timeout))
        if not is_found:
            raise Empty
        if self._places is not None:
            self._places.give()
        return value

    def put_nowait(self, obj):
        self.put(obj, False)

    def get_nowait(self):
        return self.get(False)

    def empty(self):
        return not self._reader.poll()

    def full(self):
        return self._places is not None and self._places.count() == 0

    def qsize(self):
        if self._places is None:
            return len(self._found) + self._shared.size().wait()
        return self._maxsize - self._places.count()

    def close(self):
        self._closed = True
        if self._is_used:
            # As CPython's feeder thread does, which starts with the first item.
            self._reader.close()
            self._writer.close()

    def join_thread(self):
        assert self._closed, f"Queue {self!r} not closed"

    def cancel_join_thread(self):
        pass


def _limit(block, timeout):
    """Seconds to wait: None for ever."""
    return (None if timeout is None else max(0, timeout)) if block else 0


class JoinableQueue(Queue):
    """Its counts are CPython's own (Lib/multiprocessing/queues.py): a semaphore of unfinished tasks and a condition."""

    def __init__(self, maxsize=0, *, ctx):
        super().__init__(maxsize, ctx=ctx)
        self._unfinished_tasks = ctx.Semaphore(0)
        self._cond = ctx.Condition()

    def _state(self):
        return (super()._state(), self._unfinished_tasks, self._cond)

    def _restore(self, state):
        state, self._unfinished_tasks, self._cond = state
        super()._restore(state)

    def _add(self, obj):
        # Not while it waits for a place: who makes one may need the condition first.
        with self._cond:
            super()._add(obj)
            self._unfinished_tasks.release()

    def task_done(self):
        with self._cond:
            if not self._unfinished_tasks.acquire(False):
                raise ValueError("task_done() called too many times")
            if self._unfinished_tasks._semlock._is_zero():
                self._cond.notify_all()

    def join(self):
        if later.is_needed():
            # Those who are to do the tasks have not run yet.
            later.run_until(self._unfinished_tasks._semlock._is_zero)
        with self._cond:
            if not self._unfinished_tasks._semlock._is_zero():
                self._cond.wait()


class SimpleQueue(_Items):
    def __init__(self, *, ctx):
        self._open()

    def __reduce__(self):
        multiprocessing.context.assert_spawning(self)
        return (_again, (type(self), self._shared))

    def _restore(self, shared):
        self._open(shared)

    def close(self):
        self._reader.close()
        self._writer.close()

    def empty(self):
        return not self._reader.poll()

    def get(self):
        self._reader.check()
        return self._receive(None)[1]

    def put(self, obj):
        # Nothing is put where it cannot be pickled.
        crossing = _pickled(obj)
        self._writer.check()
        self._send(crossing)


def _again(kind, state):
    queue = kind.__new__(kind)
    queue._restore(state)
    return queue


def install():
    for kind in (Queue, JoinableQueue, SimpleQueue):
        # As it names itself.
        kind.__module__ = multiprocessing.queues.__name__
        setattr(multiprocessing.queues, kind.__name__, kind)
