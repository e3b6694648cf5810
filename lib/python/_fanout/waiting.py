"""Waiting for what happens in other workers: with await, or on a stack that is suspended."""

import asyncio
import time

from pyodide.ffi import JsException, can_run_sync, run_sync

from . import host, later
from .errors import FanoutError, from_js, translated

NO_STACKS = (
    "Python cannot wait here in a plain function: this browser has no JavaScript Promise Integration, or the code is "
    "not called by a body. Use async functions."
)


def suspend(start):
    """
    Waits for a JavaScript promise or a future; other stacks of this worker run meanwhile. @param start gives it
    @raises FanoutError where it cannot wait
    """
    if not can_run_sync():
        raise FanoutError(NO_STACKS)
    with host.on_worker_loop():
        try:
            return run_sync(start())
        finally:
            host.api.beginTurn()


class Pending:
    """Work under way. It can be awaited, any number of times, and goes on if nobody does."""

    def __init__(self, promise, decode, stop=None):
        self._promise = promise
        self._decode = decode
        self._stop = stop

    def __await__(self):
        loop = asyncio._get_running_loop()
        promise = self._promise if loop in (None, host.web) else _across(self._promise, loop)
        try:
            crossed = yield from promise.__await__()
        except JsException as error:
            raised = from_js(error)
        else:
            return self._decode(crossed)
        raise raised from raised.__cause__

    def wait(self):
        """Blocks the caller's stack. Other bodies and threads of this worker run meanwhile."""
        with translated():
            crossed = suspend(lambda: self._promise)
        return self._decode(crossed)

    def stop(self):
        """Ends the call, and the worker that runs it."""
        if self._stop is not None:
            self._stop()


def _across(promise, loop):
    """The same for a task of another loop."""
    waiter = loop.create_future()

    def settle(value, error):
        if waiter.done():
            return
        if error is not None:
            waiter.set_exception(error)
        else:
            waiter.set_result(value)

    async def watch():
        try:
            return await promise, None
        except JsException as error:
            return None, error

    with host.on_worker_loop():
        task = asyncio.Task(watch(), loop=host.web)
    task.add_done_callback(lambda done: loop.call_soon_threadsafe(settle, *done.result()))
    return waiter


# Seconds after which stacks that wake each other leave a turn of the worker's loop to timers and messages. After a long
# wait too: another stack may have computed meanwhile, and not the loop have had its turn.
_TURN = 0.01
_left = {"at": 0.0}


def _leave_turn():
    if time.perf_counter() - _left["at"] > _TURN:
        suspend(lambda: host.api.sleep(0))
        _left["at"] = time.perf_counter()


class Gate:
    """
    Opens once, for all who wait for it. Pyodide takes it for a future that is done when it opens: one of asyncio's
    would continue one turn of the loop later.
    """

    # By this asyncio knows a future.
    _asyncio_future_blocking = False

    def __init__(self):
        self.is_open = False
        self._waiting = []

    def open(self):
        self.is_open = True
        waiting, self._waiting = self._waiting, []
        for function in waiting:
            function(self)

    def add_done_callback(self, function, *, context=None):
        if self.is_open:
            function(self)
        else:
            self._waiting.append(function)

    def result(self):
        return None

    exception = result

    def __await__(self):
        if not self.is_open:
            opened = host.web.create_future()
            self.add_done_callback(lambda _: opened.done() or opened.set_result(None))
            yield from opened.__await__()

    def wait(self, timeout=None):
        """@param timeout seconds; None for ever @returns whether it is open"""
        if self.is_open or later.run_until(lambda: self.is_open):
            return True
        if not later.is_needed():
            if timeout is None:
                suspend(lambda: self)
            else:
                self._wait_at_most(timeout)
            _leave_turn()
        elif timeout is None:
            raise later.Stuck(later.STUCK)
        else:
            time.sleep(timeout)
        return self.is_open

    def _wait_at_most(self, timeout):
        timed = host.api.gate()

        def opened(_):
            timed.open()

        self._waiting.append(opened)
        try:
            suspend(lambda: timed.wait(timeout * 1000))
        finally:
            if not self.is_open:
                self._waiting.remove(opened)


def block(awaitable):
    """Waits in a plain function for what the worker's loop brings. @raises FanoutError where Python cannot wait"""
    if later.is_needed() and not asyncio.isfuture(awaitable):
        return _now(awaitable)
    if not can_run_sync():
        if hasattr(awaitable, "close"):
            awaitable.close()
        raise FanoutError(NO_STACKS)
    task = awaitable if asyncio.isfuture(awaitable) else host.web.create_task(awaitable)
    if not task.done():
        gate = Gate()
        task.add_done_callback(lambda _: gate.open())
        gate.wait()
    return task.result()


def _now(coroutine):
    """The result of a coroutine that waits for nothing."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    coroutine.close()
    raise FanoutError(NO_STACKS)


def block_until(future, timeout=None):
    """As `block`, for at most so many seconds; what becomes of the future is left to the caller."""
    if later.run_until(future.done):
        return
    gate = Gate()
    future.add_done_callback(lambda _: gate.open())
    gate.wait(timeout)
