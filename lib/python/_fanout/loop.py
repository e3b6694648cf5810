"""
asyncio as in CPython: `asyncio.run` runs a loop of the program's own, in the stack that called it. Where the loop has
nothing to do, the stack is suspended, and `time.sleep` in a coroutine blocks it.
"""

import asyncio
import concurrent.futures
import contextvars
import errno
import signal
import sys
import time
from asyncio import base_events, events, runners, taskgroups, unix_events

from pyodide import webloop
from pyodide.ffi import can_run_sync

from . import host, later, memory, no_network
from .files import is_ours
from .refused import PROGRAMS
from .span import current, thread
from .tree import Node
from .waiting import Gate, suspend

_default_executor = None
# Seconds after which a loop that is never idle gives others a turn.
_TURN = 0.01
_LIBRARY = base_events.__file__.removesuffix("base_events.py")


def without_loop(function, *args, **kwargs):
    """Calls plain code: no event loop is running there."""
    before = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return function(*args, **kwargs)
    finally:
        asyncio._set_running_loop(before)


class Loop(base_events.BaseEventLoop):
    """CPython's own loop. What is selected from is only the time, and calls of other stacks."""

    def __init__(self):
        super().__init__()
        self._selector = self
        self._gate = None
        self._turn = time.monotonic()

    def select(self, timeout):
        if timeout is not None and timeout <= 0:
            if time.monotonic() - self._turn > _TURN and can_run_sync():
                suspend(lambda: host.api.sleep(0))
                self._turn = time.monotonic()
            return ()
        if later.run_one():
            return ()
        if timeout is not None and not can_run_sync():
            # Nobody else has a turn meanwhile.
            webloop._orig_sleep(timeout)
            return ()
        self._gate = Gate()
        try:
            self._gate.wait(timeout)
        finally:
            self._gate = None
            self._turn = time.monotonic()
        return ()

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        if self._gate is not None:
            self._gate.open()

    def _make_subprocess_transport(self, *_, **__):
        raise OSError(errno.ENOTSUP, PROGRAMS)

    def add_signal_handler(self, sig, callback, *args):
        # No signal comes from outside.
        signal.signal(sig, lambda *_: self.call_soon(callback, *args))

    def remove_signal_handler(self, sig):
        was_there = callable(signal.getsignal(sig))
        signal.signal(sig, signal.SIG_DFL)
        return was_there

    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        self._write_to_self()
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        # The loop's own thread calls it, whichever thread asked for that.
        if context is None:
            context = contextvars.copy_context()
            if self._thread_id is not None:
                context.run(thread.set, self._thread_id)
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        self._write_to_self()
        return handle

    def create_task(self, coro, **kwargs):
        code = getattr(coro, "cr_code", None)
        # A factory of the program's takes what CPython gives it.
        is_others = self._task_factory not in (None, asyncio.eager_task_factory) or kwargs.get("context") is not None
        if is_others or current.get() is None or code is None or _is_library(code):
            return super().create_task(coro, **kwargs)
        node = Node("trace", kwargs.get("name") or getattr(coro, "__qualname__", "task"))
        context = contextvars.copy_context()
        context.run(current.set, node.span)
        task = super().create_task(coro, **{**kwargs, "context": context})
        if task.done():
            node.end()
        else:
            task.add_done_callback(lambda done: node.end(_failure(done)))
        return task


def _is_library(code):
    """Of asyncio, or of ours: what it stands for makes nodes of its own."""
    return code.co_filename.startswith(_LIBRARY) or is_ours(code.co_filename)


def _failure(task):
    return None if task.cancelled() else task._exception


class Policy(events._BaseDefaultEventLoopPolicy):
    _loop_factory = Loop

    def get_event_loop(self):
        # Pyodide asks for one wherever a promise comes to Python.
        if is_ours(sys._getframe(1).f_code.co_filename):
            return host.web
        return super().get_event_loop()


def sleep(seconds):
    """`time.sleep`: suspends the stack, and with it the loop that runs there."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    if asyncio._get_running_loop() is host.web or not can_run_sync():
        later.run_during_sleep()
        webloop._orig_sleep(seconds)
    else:
        memory.share()
        suspend(lambda: host.api.sleepIn(current.get(), seconds * 1000))
        memory.share()


def _run_in_executor(self, executor, func, *args):
    global _default_executor
    if executor is None:
        if _default_executor is None:
            _default_executor = concurrent.futures.ThreadPoolExecutor(thread_name_prefix="asyncio")
        executor = _default_executor
    return asyncio.wrap_future(executor.submit(func, *args), loop=self)


def _decrement_in_progress(self, task=None):
    """Pyodide also prints the exception of a task that nobody awaits yet. As in CPython, it is told when it is lost."""
    self._in_progress -= 1
    if self._no_in_progress_handler and self._in_progress == 0:
        self._no_in_progress_handler()


def _group_tasks():
    """A task group is a node around its tasks."""
    group = taskgroups.TaskGroup
    enter, leave, create = group.__aenter__, group.__aexit__, group.create_task

    async def aenter(self):
        entered = await enter(self)
        self._fanout_node = Node("group", "TaskGroup")
        return entered

    async def aexit(self, kind, error, trace):
        try:
            return await leave(self, kind, error, trace)
        finally:
            if (node := getattr(self, "_fanout_node", None)) is not None:
                node.end()

    def create_task(self, coro, **kwargs):
        node = getattr(self, "_fanout_node", None)
        if node is None:
            return create(self, coro, **kwargs)
        with node.entered():
            return create(self, coro, **kwargs)

    group.__aenter__, group.__aexit__, group.create_task = aenter, aexit, create_task


def install():
    no_network.refuse_in(Loop)
    events._set_event_loop_policy(Policy())
    asyncio.run = runners.run
    # Also where a program asks for the loop or the policy that Python has by itself.
    for module in (asyncio, unix_events):
        module.EventLoop = module.SelectorEventLoop = Loop
    unix_events._DefaultEventLoopPolicy = Policy
    time.sleep = sleep
    webloop.WebLoop.run_in_executor = _run_in_executor
    webloop.WebLoop._decrement_in_progress = _decrement_in_progress
    _group_tasks()
