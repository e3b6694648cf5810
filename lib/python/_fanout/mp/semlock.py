"""`_multiprocessing.SemLock`, on which CPython's own locks, semaphores, conditions, events and barriers work."""

import sys
import threading
import types

from .. import memory
from ..queues import HeldQueue as Queue
from .tokens import Tokens

_RECURSIVE_MUTEX = 0
_MOST = 2**31 - 1


class SemLock:
    SEM_VALUE_MAX = _MOST
    # It has no name in a file system that would have to be unlinked.
    name = None

    def __init__(self, kind, value, maxvalue, name, unlink, _tokens=None):
        self.kind = kind
        self.maxvalue = maxvalue
        self._tokens = _tokens or Tokens(value)
        self._held = 0
        self._owner = None

    @property
    def handle(self):
        return self._tokens.id

    @classmethod
    def _rebuild(cls, handle, kind, maxvalue, name):
        return cls(kind, 0, maxvalue, name, False, Tokens(0, Queue(_id=handle)))

    def acquire(self, block=True, timeout=None):
        if self.kind == _RECURSIVE_MUTEX and self._is_mine():
            self._held += 1
            return True
        if not self._tokens.take(None if block and timeout is None else max(0, timeout or 0) if block else 0):
            return False
        self._held += 1
        self._owner = threading.get_ident()
        memory.share()
        return True

    def release(self):
        if self.kind == _RECURSIVE_MUTEX:
            if not self._is_mine():
                raise AssertionError("attempt to release recursive lock not owned by thread")
            if self._held > 1:
                self._held -= 1
                return
        elif self.maxvalue != _MOST and self._get_value() >= self.maxvalue:
            raise ValueError("semaphore or lock released too many times")
        memory.share()
        self._held -= 1
        self._tokens.give()

    def _count(self):
        return self._held

    def _is_mine(self):
        return self._held > 0 and self._owner == threading.get_ident()

    def _get_value(self):
        return self._tokens.count()

    def _is_zero(self):
        return self._get_value() == 0

    def _after_fork(self):
        self._held = 0

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_):
        self.release()


def install():
    module = types.ModuleType("_multiprocessing")
    module.SemLock = SemLock
    module.sem_unlink = lambda name: None
    sys.modules["_multiprocessing"] = module
    # What `shared_memory` imports. Its memory is in blocks.py, and no process has to clear it away.
    posix = types.ModuleType("_posixshmem")
    posix.shm_open = posix.shm_unlink = lambda *_, **__: None
    sys.modules["_posixshmem"] = posix
