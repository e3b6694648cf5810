"""`flyte.map`: a call of a task for each item, with the results in order."""

import asyncio
import functools
import inspect
from typing import Any

from _fanout import host
from _fanout.errors import FanoutError
from _fanout.tree import Node
from _fanout.waiting import block
from _flyte.loops import is_in_loop, run_blocking

from ._context import task_context
from ._group import group
from ._logging import logger

_LOCAL = "Running map in local mode, which will run every task sequentially."


async def _invoke_local(func, arg_tuple):
    result = await _base(func).aio(*_bound(func), *arg_tuple, **_named(func))
    return await result if inspect.iscoroutine(result) else result


def _base(func) -> Any:
    return func.func if isinstance(func, functools.partial) else func


def _bound(func):
    return func.args if isinstance(func, functools.partial) else ()


def _named(func):
    return func.keywords if isinstance(func, functools.partial) else {}


def _invoke_sync(func, arg_tuple):
    if is_in_loop():
        raise AssertionError(
            "Deadlock detected: blocking call used in syncify thread flyte_syncify when calling function "
            f"{_invoke_local}, use .aio() if in an async call."
        )
    return run_blocking(_invoke_local(func, arg_tuple))


class _Mapper:
    @staticmethod
    def _get_name(task_name, group_name):
        return f"{task_name}_{group_name or 'map'}"

    @staticmethod
    def validate_partial(func):
        task = func.func
        inputs = task.native_interface.inputs
        left = len(inputs) - len(func.args) - len(func.keywords or {})
        if left != 1:
            raise TypeError(
                f"Partial function must leave exactly one parameter unspecified for mapping. "
                f"Found {left} unspecified parameters in {task.name}, "
                f"params: {inputs.keys()}"
            )
        for name in list(inputs)[: len(func.args) + 1]:
            if name in (func.keywords or {}):
                raise TypeError(
                    f"Parameter '{name}' is provided both as positional argument and keyword argument "
                    f"in partial function {task.name}."
                )

    def _start(self, func, group_name):
        if isinstance(func, functools.partial):
            self.validate_partial(func)
        context = task_context()
        return self._get_name(_base(func).name, group_name), context is None or context.mode == "local"

    def __call__(self, func, *args, group_name=None, concurrency=0, return_exceptions=True):
        if not args:
            return
        name, is_local = self._start(func, group_name)
        if not is_local:
            yield from self._blocking(func, args, name, concurrency, return_exceptions)
            return
        with group(name):
            logger.warning(_LOCAL)
            for each in zip(*args, strict=False):
                try:
                    yield _invoke_sync(func, each)
                except Exception as error:
                    if not return_exceptions:
                        raise
                    yield error

    async def aio(self, func, *args, group_name=None, concurrency=0, return_exceptions=True):
        if not args:
            return
        name, is_local = self._start(func, group_name)
        if not is_local:
            calls = _Calls(func, args, name, concurrency, asyncio.get_running_loop())
            try:
                for call in calls.tasks:
                    try:
                        yield await call
                    except Exception as error:
                        if not return_exceptions:
                            raise
                        yield error
            finally:
                await calls.end()
            return
        with group(name):
            logger.warning(_LOCAL)
            for each in zip(*args, strict=False):
                try:
                    yield await _invoke_local(func, each)
                except Exception as error:
                    if not return_exceptions:
                        raise
                    yield error

    @staticmethod
    def _blocking(func, args, name, concurrency, return_exceptions):
        if asyncio._get_running_loop() is not None:
            raise FanoutError("flyte.map waits, and would block the event loop: in async code use flyte.map.aio")
        with host.on_worker_loop():
            calls = _Calls(func, args, name, concurrency, host.web)
        try:
            for call in calls.tasks:
                try:
                    yield block(call)
                except Exception as error:
                    if not return_exceptions:
                        raise
                    yield error
        finally:
            block(host.web.create_task(calls.end()))


class _Calls:
    """The calls of a map, in a node of their own. At most `concurrency` of them are under way; 0 is no bound."""

    def __init__(self, func, args, name, concurrency, loop):
        self._node = Node("group", name)
        self._free = asyncio.Semaphore(concurrency) if concurrency > 0 else None
        with self._node.entered():
            self.tasks = [loop.create_task(self._invoke(func, each)) for each in zip(*args, strict=False)]

    async def _invoke(self, func, arg_tuple):
        if self._free is None:
            return await _base(func).aio(*_bound(func), *arg_tuple, **_named(func))
        async with self._free:
            return await _base(func).aio(*_bound(func), *arg_tuple, **_named(func))

    async def end(self):
        left = [task for task in self.tasks if not task.done()]
        for task in left:
            task.cancel()
        if left:
            await asyncio.gather(*left, return_exceptions=True)
        for task in self.tasks:
            # Nobody may have asked for it.
            if not task.cancelled():
                task.exception()
        self._node.end()


map = _Mapper()
