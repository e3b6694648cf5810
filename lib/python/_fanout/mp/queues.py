"""
`multiprocessing.Queue`, `JoinableQueue` and `SimpleQueue`: the items are at the coordinator, in the order of puts.
A queue with a `maxsize` has a token for each free place.
"""

import collections
import multiprocessing
import multiprocessing.context
import pickle
import sys
import traceback
from queue import Empty, Full

from pyodide.ffi import to_js

from .. import host
from ..queues import Queue as Shared
from ..values import PROTOCOL
from .tokens import Tokens


class Queue:
    def __init__(self, maxsize=0, *, ctx=None, _state=None):
        shared, places, self._maxsize = _state or (
            Shared(_id=host.api.newQueueId()),
            Tokens(maxsize) if maxsize > 0 else None,
            maxsize,
        )
        self._shared, self._places = shared, places
        # What `empty` has found: it is this worker's to get.
        self._found = collections.deque()

    def __reduce__(self):
        multiprocessing.context.assert_spawning(self)
        return (type(self)._again, self._state())

    def _state(self):
        return (self._shared, self._places, self._maxsize)

    @classmethod
    def _again(cls, *state):
        return cls(_state=state)

    def put(self, obj, block=True, timeout=None):
        if self._places is not None and not self._places.take(_limit(block, timeout)):
            raise Full
        self._add(obj)

    def _add(self, obj):
        try:
            crossing = to_js(pickle.dumps(obj, PROTOCOL))
        except Exception:
            # As CPython, whose feeder thread pickles: it prints the error, and the item is lost.
            traceback.print_exc(file=sys.stderr)
            if self._places is not None:
                self._places.give()
            return
        self._shared.put_pickle(crossing)

    def get(self, block=True, timeout=None):
        if self._found:
            value = self._found.popleft()
        else:
            is_found, value = self._shared.take(_limit(block, timeout)).wait()
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
        if not self._found:
            is_found, value = self._shared.take(0).wait()
            if is_found:
                self._found.append(value)
        return not self._found

    def full(self):
        return self._places is not None and self._places.count() == 0

    def qsize(self):
        if self._places is None:
            # As on macOS.
            raise NotImplementedError("qsize() of a queue without a maxsize")
        return self._maxsize - self._places.count()

    def close(self):
        pass

    def join_thread(self):
        pass

    def cancel_join_thread(self):
        pass


def _limit(block, timeout):
    """Seconds to wait: None for ever."""
    return (None if timeout is None else max(0, timeout)) if block else 0


class JoinableQueue(Queue):
    """Its counts are CPython's own (Lib/multiprocessing/queues.py): a semaphore of unfinished tasks and a condition."""

    def __init__(self, maxsize=0, *, ctx=None, _state=None):
        state, self._unfinished_tasks, self._cond = _state or (
            None,
            multiprocessing.Semaphore(0),
            multiprocessing.Condition(),
        )
        super().__init__(maxsize, _state=state)

    def _state(self):
        return (super()._state(), self._unfinished_tasks, self._cond)

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
        with self._cond:
            if not self._unfinished_tasks._semlock._is_zero():
                self._cond.wait()


def install():
    for kind, name in ((Queue, "Queue"), (JoinableQueue, "JoinableQueue")):
        _replace(name, kind)
    _replace("SimpleQueue", Queue)


def _replace(name, kind):
    def make(self, maxsize=0):
        return kind(maxsize)

    setattr(multiprocessing.context.BaseContext, name, make)
    setattr(multiprocessing, name, getattr(multiprocessing.context._default_context, name))
