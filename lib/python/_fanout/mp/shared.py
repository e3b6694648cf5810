"""
`multiprocessing.Value`, `Array` and `Barrier`. CPython's classes around memory of this worker: who acquires the
object's lock takes what the last holder left at the coordinator, and leaves its own when it releases the lock.
"""

import ctypes
from multiprocessing import context, heap, sharedctypes, synchronize
from typing import Any, cast

from ..cell import Cell

_synchronized = sharedctypes.synchronized


class MemoryLock:
    """A lock that brings the memory of an object with it. @param lock of multiprocessing"""

    def __init__(self, lock, cell):
        self._lock = lock
        self._cell = cell
        self._held = 0
        self.object: Any = None

    def __reduce__(self):
        return (MemoryLock, (self._lock, self._cell))

    def acquire(self, *args, **kwargs):
        if not self._lock.acquire(*args, **kwargs):
            return False
        self._held += 1
        if self._held == 1:
            memory = self._cell.take()
            _bytes_of(self.object)[:] = memory
        return True

    def release(self):
        if self._held == 1:
            self._cell.give(memory_of(self.object))
        self._held = max(0, self._held - 1)
        self._lock.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_):
        self.release()


def _bytes_of(given):
    return memoryview((ctypes.c_char * ctypes.sizeof(given)).from_buffer(given)).cast("B")


def memory_of(given):
    return bytes(_bytes_of(given))


def _new_value(kind):
    """As sharedctypes._new_value, of zeros: `ctypes.memset` is not there."""
    wrapper = heap.BufferWrapper(ctypes.sizeof(kind))
    wrapper.create_memoryview()[:] = bytes(ctypes.sizeof(kind))
    return sharedctypes.rebuild_ctype(kind, wrapper, None)


def synchronized(given, lock=None, ctx=None):
    """As sharedctypes.synchronized, with a lock that brings the memory."""
    ctx = ctx or context._default_context.get_context()
    shared = MemoryLock(lock or ctx.RLock(), Cell(memory_of(given)))
    shared.object = given
    return _synchronized(given, cast(Any, shared), ctx)


def _reduce(self):
    context.assert_spawning(self)
    given = self.get_obj()
    is_array = isinstance(given, ctypes.Array)
    kind, length = (given._type_, given._length_) if is_array else (type(given), None)
    return _again, (kind, length, self.get_lock())


def _again(kind, length, shared):
    shared.object = _new_value(kind if length is None else kind * length)
    return _synchronized(shared.object, cast(Any, shared))


class _Numbers:
    """The numbers of a Barrier. Its condition's lock is held where they are changed."""

    def __init__(self, cell):
        self.cell = cell

    def __getitem__(self, index):
        numbers = self.cell.take()
        self.cell.give(numbers)
        return numbers[index]

    def __setitem__(self, index, value):
        numbers = self.cell.take()
        numbers[index] = value
        self.cell.give(numbers)


class Barrier(synchronize.Barrier):
    def __init__(self, parties, action=None, timeout=None, *, ctx):
        self.__setstate__((parties, action, timeout, ctx.Condition(), Cell([0, 0])))

    def __setstate__(self, state):
        self._parties, self._action, self._timeout, self._cond, cell = state
        self._array = _Numbers(cell)

    def __getstate__(self):
        return (self._parties, self._action, self._timeout, self._cond, self._array.cell)


def install():
    sharedctypes._new_value = _new_value
    sharedctypes.synchronized = synchronized
    sharedctypes.SynchronizedBase.__reduce__ = _reduce
    synchronize.Barrier = Barrier
