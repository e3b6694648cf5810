"""`concurrent.futures.ProcessPoolExecutor`: one call for each submit. `map` and its chunks are CPython's own code."""

import asyncio
import concurrent.futures
import concurrent.futures.process as cpython
import itertools
import os
from concurrent.futures import Future

from ..calls import call_in
from ..errors import RemoteTraceback
from ..waiting import block
from ..work import BROKEN, Work, label, setup_of

_ids = itertools.count()


class _RemoteTraceback(RemoteTraceback):
    """Named as in CPython."""


class ProcessPoolExecutor(cpython.ProcessPoolExecutor):
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            max_workers = os.process_cpu_count() or 1
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
            raise NotImplementedError("max_tasks_per_child is not part of Fanout's executors yet: workers are kept")
        self._max_workers = max_workers
        self._id = f"executor {os.getpid()}.{next(_ids)}"
        self._setup = setup_of(initializer, initargs)
        self._environment = {
            "name": f"ProcessPoolExecutor({max_workers})",
            "replicas": max_workers,
            "concurrency": 1,
        }
        self._is_shut_down = False
        self._is_broken = False
        self._sent = {}

    def submit(self, fn, /, *args, **kwargs):
        if self._is_broken:
            raise cpython.BrokenProcessPool(
                "A child process terminated abruptly, the process pool is not usable anymore"
            )
        if self._is_shut_down:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        work = Work(fn, args, kwargs, self._id, self._setup)
        try:
            pending = call_in(self._environment, label(_shown(fn)), work)
        except Exception as error:
            # As in CPython, where a thread pickles it: the error is the future's.
            future.set_running_or_notify_cancel()
            future.set_exception(error)
            return future
        future.set_running_or_notify_cancel()
        sent = asyncio.ensure_future(self._receive(future, pending))
        self._sent[sent] = future
        sent.add_done_callback(lambda done: self._sent.pop(done, None))
        return future

    async def _receive(self, future, pending):
        try:
            value = await pending
        except Exception as error:
            future.set_exception(self._raised(error))
        else:
            future.set_result(value)

    def _raised(self, error):
        cause = error.__cause__
        name = getattr(getattr(cause, "error", None), "name", "")
        if name == "WorkerDied" or isinstance(error, cpython.BrokenProcessPool):
            self._is_broken = True
            return cpython.BrokenProcessPool(BROKEN)
        if isinstance(cause, RemoteTraceback):
            error.__cause__ = _RemoteTraceback(cause.tb, cause.error)
        return error

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._is_shut_down = True
        while wait and self._sent:
            block(asyncio.wait(list(self._sent)))


def _shown(fn):
    """The user's function of a chunk, which `map` submits as a partial of CPython's own."""
    inner = getattr(fn, "args", ())
    return inner[0] if getattr(fn, "func", None) is cpython._process_chunk and inner else fn


def install():
    concurrent.futures.ProcessPoolExecutor = cpython.ProcessPoolExecutor = ProcessPoolExecutor
