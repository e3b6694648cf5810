"""
Threads as stacks that can be suspended (WebAssembly stack switching). A started thread runs until it waits, and then
the others have their turn; threads switch nowhere else. The standard library's `threading`, `queue` and
`concurrent.futures.thread` work on top.
"""

import _thread
import asyncio
import concurrent.futures.thread
import contextvars
import itertools
import queue
import threading

from pyodide.ffi import create_proxy

from . import host
from .loop import without_loop
from .span import current
from .waiting import block

# The main thread keeps its ident: imports that are under way hold locks by it.
_main = _thread.get_ident()
_ident = contextvars.ContextVar("fanout_thread", default=_main)
_idents = itertools.count(_main + 1)


class Lock:
    """`_thread.lock`, whose `acquire` suspends the stack, not the worker. Waiters have it in the order they came."""

    def __init__(self):
        self._is_locked = False
        self._waiting = []

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout is not None and timeout < 0 and timeout != -1:
            raise ValueError("timeout value must be a non-negative number")
        if not self._is_locked:
            self._is_locked = True
            return True
        if not blocking or timeout == 0:
            return False
        turn = asyncio.get_event_loop().create_future()
        self._waiting.append(turn)
        block(turn if timeout in (-1, None) else asyncio.wait([turn], timeout=timeout))
        if turn.done():
            return True
        self._waiting.remove(turn)
        return False

    def release(self):
        if not self._is_locked:
            raise RuntimeError("release unlocked lock")
        if self._waiting:
            self._waiting.pop(0).set_result(None)
        else:
            self._is_locked = False

    def locked(self):
        return self._is_locked

    acquire_lock, release_lock, locked_lock = acquire, release, locked

    def __enter__(self):
        self.acquire()
        return True

    def __exit__(self, *_):
        self.release()

    def __repr__(self):
        return f"<{'locked' if self._is_locked else 'unlocked'} _thread.lock object at {id(self):#x}>"

    def _at_fork_reinit(self):
        self.__init__()


class Handle:
    """`_thread._ThreadHandle`."""

    def __init__(self):
        self.ident = None
        self._ended = None

    def is_done(self):
        return self._ended is None or self._ended.done()

    def join(self, timeout=None):
        if self._ended is not None and not self._ended.done():
            block(asyncio.wait([self._ended], timeout=None if timeout is None or timeout < 0 else timeout))

    def _set_done(self):
        if self._ended is not None and not self._ended.done():
            self._ended.set_result(None)


def get_ident():
    return _ident.get()


def start_joinable_thread(function, handle=None, daemon=True):
    handle = handle or Handle()
    handle.ident = next(_idents)
    handle._ended = asyncio.get_event_loop().create_future()
    thread = getattr(function, "__self__", None)
    contexts = [contextvars.copy_context()]
    if isinstance(thread, threading.Thread):
        # The thread's own context: by Python's rule it is empty, and it keeps the span and the ident all the same.
        contexts.append(thread._context)
    span = current.get()
    for context in contexts:
        context.run(_ident.set, handle.ident)
        context.run(current.set, span)

    def enter():
        try:
            contexts[0].run(without_loop, function)
        finally:
            handle._set_done()

    host.api.spawn(create_proxy(enter))
    return handle


def start_new_thread(function, args, kwargs=None):
    return start_joinable_thread(lambda: function(*args, **(kwargs or {}))).ident


def install():
    """Puts them in place of those that Python cannot have here."""
    _thread.allocate_lock = _thread.lock = _thread.LockType = Lock
    _thread.get_ident = get_ident
    _thread.start_new_thread = _thread.start_new = start_new_thread
    _thread.start_joinable_thread = start_joinable_thread
    threading._allocate_lock = threading.Lock = threading._LockType = Lock
    threading._CRLock = None
    threading.RLock = threading._PyRLock
    threading.get_ident = get_ident
    threading._start_joinable_thread = start_joinable_thread
    threading._ThreadHandle = Handle
    threading._active.clear()
    threading._main_thread._ident = _ident.get()
    threading._active[_ident.get()] = threading._main_thread
    threading._active_limbo_lock = threading._PyRLock()
    queue.SimpleQueue = queue._PySimpleQueue
    concurrent.futures.thread._global_shutdown_lock = Lock()
