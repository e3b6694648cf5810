"""`concurrent.futures.ProcessPoolExecutor`: one call for each submit. `map` and its chunks are CPython's own code."""

import collections
import concurrent.futures
import concurrent.futures.process as cpython
import itertools
import os
import weakref
from concurrent.futures import Future

from .. import host, memory
from ..errors import RemoteTraceback
from ..fork import about_to_start
from ..names import CHUNK
from ..waiting import block_until
from ..work import BROKEN, Work, label, setup_of, starmap_chunk
from . import inline
from .workers import Workers

_ids = itertools.count()
# Executors that are not shut down: their process waits for them.
_open = weakref.WeakSet()


class _RemoteTraceback(RemoteTraceback):
    """Named as in CPython."""


class ProcessPoolExecutor(cpython.ProcessPoolExecutor):
    _title = "ProcessPoolExecutor"

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
            if mp_context is not None and mp_context.get_start_method(allow_none=False) == "fork":
                raise ValueError(
                    "max_tasks_per_child is incompatible with the 'fork' multiprocessing start method;"
                    " supply a different mp_context."
                )
        state = about_to_start(mp_context)
        self._max_workers = max_workers
        self._id = f"executor {os.getpid()}.{next(_ids)}"
        self._setup = setup_of(initializer, initargs, state)
        self._workers = Workers(self._title, max_workers, max_tasks_per_child)
        self._is_shut_down = False
        self._broken = None
        self._sent = {}
        # Futures that are pending: as in CPython, they count as running once a worker is about to take them.
        self._pending = collections.deque()
        self._running = 0
        _open.add(self)

    def submit(self, fn, /, *args, **kwargs):
        if self._broken:
            raise cpython.BrokenProcessPool(self._broken)
        if self._is_shut_down:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        function, given, name = self._task(fn, args)
        work = Work(function, given, kwargs, self._id, self._setup)
        try:
            call = self._workers.send(name, work)
        except Exception as error:
            # As in CPython, where a thread pickles it: the error is the future's.
            future.set_running_or_notify_cancel()
            future.set_exception(error)
            return future
        self._pending.append(future)
        self._advance()
        self._sent[call] = future
        call.then(lambda has_succeeded, given: self._receive(future, call, has_succeeded, given))
        future.add_done_callback(lambda done: call.stop() if done.cancelled() else None)
        return future

    @staticmethod
    def _task(fn, args):
        """What runs in the worker, its arguments, and the name in the tree."""
        if getattr(fn, "func", None) is not cpython._process_chunk or not fn.args:
            return fn, args, label(fn)
        (shown,) = fn.args
        (chunk,) = args
        name = label(shown)
        if len(chunk) == 1:
            return fn, args, name
        return starmap_chunk, (shown, chunk, 0, name), name + CHUNK

    def _advance(self):
        while self._pending and self._running <= self._max_workers:
            if self._pending.popleft().set_running_or_notify_cancel():
                self._running += 1

    def _receive(self, future, call, has_succeeded, given):
        self._workers.done(call)
        self._sent.pop(call)
        failed = None if has_succeeded else self._raised(given)
        if not memory.blocks:
            self._take(future, given, failed)
        elif inline.is_needed():
            memory.share()
            self._take(future, given, failed)
        else:
            taken = host.web.create_task(self._take_later(future, given, failed))
            self._sent[taken] = future
            taken.add_done_callback(self._sent.pop)

    async def _take_later(self, future, value, failed):
        """What it changed of shared memory is there first."""
        await memory.exchange()
        self._take(future, value, failed)

    def _take(self, future, value, failed):
        if not future.cancelled() and not future.done():
            if future in self._pending:
                self._pending.remove(future)
                future.set_running_or_notify_cancel()
            else:
                self._running -= 1
            self._advance()
            if failed is None:
                future.set_result(value)
            else:
                future.set_exception(failed)
        if isinstance(failed, cpython.BrokenProcessPool):
            self._break()

    def _raised(self, error):
        cause = error.__cause__
        name = getattr(getattr(cause, "error", None), "name", "")
        if name == "WorkerDied" or isinstance(error, cpython.BrokenProcessPool):
            return cpython.BrokenProcessPool(BROKEN)
        if isinstance(cause, RemoteTraceback):
            error.__cause__ = _RemoteTraceback(cause.tb, cause.error)
        return error

    def _break(self):
        """A worker has died: no call of the executor comes to anything."""
        if self._broken:
            return
        self._broken = "A child process terminated abruptly, the process pool is not usable anymore"
        self._workers.stop()
        for future in list(self._sent.values()):
            if not future.done():
                if future in self._pending:
                    future.set_running_or_notify_cancel()
                future.set_exception(cpython.BrokenProcessPool(BROKEN))
        self._pending.clear()

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._is_shut_down = True
        if cancel_futures:
            self._cancel_pending()
        if wait:
            # What is done may still be in the list: who takes it out has not had a turn.
            while left := [sent for sent, future in self._sent.items() if not (sent.done() or future.cancelled())]:
                block_until(left[0])
            self._workers.end()
            _open.discard(self)

    def _cancel_pending(self):
        for future in list(self._pending):
            future.cancel()
        self._pending.clear()

    def terminate_workers(self):
        """Ends the workers, with what they run. What no worker has been given is cancelled."""
        self._is_shut_down = True
        self._cancel_pending()
        self._break()
        # As in CPython it is found broken when the workers' calls fail. Until then it is only shut down.
        self._broken = None
        _open.discard(self)

    kill_workers = terminate_workers


class InterpreterPoolExecutor(ProcessPoolExecutor):
    """Interpreters of their own, which here are workers as well."""

    _title = "InterpreterPoolExecutor"

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            # CPython's is a kind of ThreadPoolExecutor.
            max_workers = min(32, (os.process_cpu_count() or 1) + 4)
        super().__init__(max_workers, None, initializer, initargs)

    def submit(self, fn, /, *args, **kwargs):
        if isinstance(fn, str):
            raise TypeError("scripts not supported")
        return super().submit(fn, *args, **kwargs)


def shut_down_all():
    """The process ends once its executors have done what they were given."""
    for executor in list(_open):
        executor.shutdown()


def install():
    # As it names itself.
    _RemoteTraceback.__module__ = cpython.__name__
    cpython._RemoteTraceback = _RemoteTraceback
    concurrent.futures.ProcessPoolExecutor = cpython.ProcessPoolExecutor = ProcessPoolExecutor
    concurrent.futures.InterpreterPoolExecutor = InterpreterPoolExecutor
