"""
Threads as stacks that can be suspended (WebAssembly stack switching). A started thread runs until it waits, or has run
for a while (turns.py), and then the others have their turn; threads switch nowhere else. The standard library's
`threading`, `queue` and `concurrent.futures.thread` work on top.
"""

import _thread
import _threading_local
import asyncio
import concurrent.futures.thread
import contextvars
import itertools
import operator
import queue
import threading
from asyncio import events
from multiprocessing import util

from pyodide.ffi import create_proxy

from . import host, later, turns
from .loop import without_loop
from .output import end_lines
from .span import current, item_of
from .span import thread as _ident
from .tree import Node
from .waiting import Gate

_main = _thread.get_ident()
_idents = itertools.count(_main + 1)


def _refuse_pickle(name):
    """As CPython's own classes do, which are written in C."""

    def __reduce__(self):
        raise TypeError(f"cannot pickle {name!r} object")

    return __reduce__


class Lock:
    """`_thread.lock`, whose `acquire` suspends the stack, not the worker. Waiters have it in the order they came."""

    def __init__(self):
        self._is_locked = False
        self._waiting = []

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if not isinstance(timeout, float):
            timeout = operator.index(timeout)
        if timeout < 0 and timeout != -1:
            raise ValueError("timeout value must be a non-negative number")
        if timeout > _thread.TIMEOUT_MAX:
            raise OverflowError("timeout value is too large")
        if not self._is_locked:
            self._is_locked = True
            return True
        if not blocking or timeout == 0:
            return False
        turn = Gate()
        self._waiting.append(turn)
        has_turn = False
        try:
            has_turn = turn.wait(None if timeout == -1 else timeout)
        finally:
            if not has_turn:
                self._waiting.remove(turn)
        return has_turn

    def release(self):
        if not self._is_locked:
            raise RuntimeError("release unlocked lock")
        if self._waiting:
            self._waiting.pop(0).open()
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

    __reduce__ = _refuse_pickle("_thread.lock")


class Handle:
    """`_thread._ThreadHandle`."""

    __reduce__ = _refuse_pickle("_thread._ThreadHandle")

    def __init__(self):
        self.ident = None
        self._ended = None

    def is_done(self):
        return self._ended is None or self._ended.is_open

    def join(self, timeout=None):
        if self._ended is not None:
            self._ended.wait(None if timeout is None or timeout < 0 else timeout)

    def _set_done(self):
        if self._ended is not None:
            self._ended.open()


def get_ident():
    return _ident.get()


def start_joinable_thread(function, handle=None, daemon=True):
    handle = handle or Handle()
    handle.ident = next(_idents)
    handle._ended = Gate()
    thread = getattr(function, "__self__", None)
    contexts = [contextvars.copy_context()]
    if isinstance(thread, threading.Thread):
        # The thread's own context: by Python's rule it is empty, and it keeps the span and the ident all the same.
        contexts.append(thread._context)
    # CPython's own threads, which keep a pool of threads or a manager going, are no part of the program.
    target = getattr(thread, "_target", None)
    is_helper = getattr(target, "__name__", "").startswith("_handle_") or (
        getattr(target, "__module__", None) == "multiprocessing.managers"
    )
    node = None if is_helper else Node("trace", getattr(thread, "name", "thread"))
    span = current.get() if node is None else node.span
    for context in contexts:
        context.run(current.set, span)
        context.run(_ident.set, handle.ident)
        context.run(item_of.set, None)

    def enter():
        try:
            contexts[0].run(without_loop, function)
        finally:
            contexts[0].run(end_lines)
            if node is not None:
                node.end()
            turns.thread_ended()
            handle._set_done()

    turns.thread_started()
    if not later.is_needed():
        host.api.spawn(create_proxy(enter))
        return handle
    later.note("threads run")
    later.start(enter, daemon)
    if isinstance(thread, threading.Thread):
        # Nobody waits until it has started.
        thread._ident = handle.ident
        thread._started.set()
    return handle


def start_new_thread(function, args, kwargs=None):
    return start_joinable_thread(lambda: function(*args, **(kwargs or {}))).ident


async def to_thread(func, /, *args, **kwargs):
    """`asyncio.to_thread`: in the caller's context, but for which thread and span it is."""
    context = contextvars.copy_context()

    def call():
        context.run(_ident.set, _ident.get())
        context.run(current.set, current.get())
        return context.run(func, *args, **kwargs)

    call.__name__ = getattr(func, "__name__", "call")
    return await asyncio.get_running_loop().run_in_executor(None, call)


class ForkAwareLocal(_threading_local.local):
    """`multiprocessing.util`'s, by the thread: each thread has its own connection to a manager."""

    def __init__(self):
        util.register_after_fork(self, lambda obj: obj.__dict__.clear())

    def __reduce__(self):
        return type(self), ()


class _PolicyLocal(_threading_local.local):
    """Of asyncio's policy: each thread has its own loop."""

    _loop = None


def _excepthook(args, /):
    """A daemon that waits for what never comes ends with the program."""
    if not (isinstance(args.exc_value, later.Stuck) and args.thread is not None and args.thread.daemon):
        threading.__excepthook__(args)


def install():
    """Puts them in place of those that Python cannot have here."""
    _thread.allocate_lock = _thread.lock = _thread.LockType = Lock
    _thread.get_ident = get_ident
    _thread.start_new_thread = _thread.start_new = start_new_thread
    _thread.start_joinable_thread = start_joinable_thread
    _thread._count = turns.count
    threading._allocate_lock = threading.Lock = threading._LockType = Lock
    threading._CRLock = None
    threading.RLock = threading._PyRLock
    for kind, name in (
        (threading._PyRLock, "_thread.RLock"),
        (_threading_local.local, "_thread._local"),
        (queue._PySimpleQueue, "_queue.SimpleQueue"),
    ):
        kind.__reduce__ = _refuse_pickle(name)
    threading.get_ident = get_ident
    # By the thread, and not by the stack: what a worker is given next is the same thread.
    threading.local = _thread._local = _threading_local.local
    util.ForkAwareLocal = ForkAwareLocal
    events._BaseDefaultEventLoopPolicy._Local = _PolicyLocal
    threading._start_joinable_thread = start_joinable_thread
    threading._ThreadHandle = Handle
    threading.excepthook = _excepthook
    threading._active.clear()
    threading._main_thread._ident = _main
    threading._active[_main] = threading._main_thread
    threading._active_limbo_lock = threading._PyRLock()
    asyncio.to_thread = asyncio.threads.to_thread = to_thread
    queue.SimpleQueue = queue._PySimpleQueue
    concurrent.futures.thread._global_shutdown_lock = Lock()
