"""asyncio on the worker's one loop, by CPython's rules: it runs only in `asyncio.run`, and `time.sleep` blocks it."""

import asyncio
import concurrent.futures
import contextvars
import inspect
import time

from pyodide import webloop

from .waiting import block

# The call of asyncio.run that a task belongs to.
_run: contextvars.ContextVar[object] = contextvars.ContextVar("fanout_asyncio_run", default=None)
_default_executor = None


def without_loop(function, *args, **kwargs):
    """Calls plain code: no event loop is running there."""
    before = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return function(*args, **kwargs)
    finally:
        asyncio._set_running_loop(before)


def run(main, *, debug=None, loop_factory=None):
    """`asyncio.run`, in CPython 3.14's words where it refuses."""
    if asyncio._get_running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    if not inspect.isawaitable(main):
        raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
    return contextvars.copy_context().run(_run_main, main)


def _run_main(main):
    mine = object()
    _run.set(mine)
    try:
        return block(_awaited(main))
    finally:
        left = [task for task in asyncio.all_tasks(asyncio.get_event_loop()) if task.get_context().get(_run) is mine]
        if left:
            block(_cancelled(left))


async def _awaited(main):
    return await main


async def _cancelled(tasks):
    for task in tasks:
        if task is not asyncio.current_task():
            task.cancel()
    await asyncio.gather(*(task for task in tasks if task is not asyncio.current_task()), return_exceptions=True)


def sleep(seconds):
    """`time.sleep`: suspends a plain function's stack, and blocks the loop in a coroutine."""
    if asyncio._get_running_loop() is None:
        webloop._sleep(seconds)
    else:
        webloop._orig_sleep(seconds)


def _run_in_executor(self, executor, func, *args):
    global _default_executor
    if executor is None:
        if _default_executor is None:
            _default_executor = concurrent.futures.ThreadPoolExecutor(thread_name_prefix="asyncio")
        executor = _default_executor
    return asyncio.wrap_future(executor.submit(func, *args), loop=self)


def install():
    asyncio.run = asyncio.runners.run = run
    time.sleep = sleep
    webloop.WebLoop.run_in_executor = _run_in_executor
