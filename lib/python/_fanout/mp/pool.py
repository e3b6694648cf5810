"""
`multiprocessing.Pool`. Chunks, results, callbacks and errors are CPython's own code (Lib/multiprocessing/pool.py).
What its threads and pipes do is done by the engine: each task of the task queue is a call in an environment of the
pool's size.
"""

import collections
import itertools
import multiprocessing.pool as cpython
import os
import threading
import weakref
from multiprocessing import managers, process

from pyodide.ffi import can_run_sync

from .. import host, memory
from ..errors import RemoteTraceback
from ..fork import about_to_start
from ..names import CHUNK
from ..waiting import block_until
from ..work import POOL, Work, label, map_chunk, prepared, setup_of, starmap_chunk
from . import inline
from .workers import Workers

_ids = itertools.count()
# At 20 ms: then the engine has no worker left to start.
_PREPARE_ROUNDS = 100
# Seconds that a pool which is ended waits for it at most.
_PREPARE_S = 5
# Pools that have not ended: they do with their process.
_open = weakref.WeakSet()


class _Place:
    """Stands for a process of the pool where CPython counts them."""

    exitcode = None


class _Tasks:
    """In place of the queue from which a thread feeds the processes."""

    def __init__(self, pool):
        self._pool = pool

    def put(self, entry):
        if entry is None:
            return
        tasks, set_length = entry
        index = -1
        try:
            for job, index, function, args, kwargs in tasks:
                self._pool._send(job, index, function, args, kwargs)
        finally:
            if set_length:
                set_length(index + 1)


class Pool(cpython.Pool):
    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._pool = []
        self._state = cpython.INIT
        self._ctx = context or cpython.get_context()
        if processes is None:
            processes = os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if maxtasksperchild is not None and (not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0):
            raise ValueError("maxtasksperchild must be a positive int or None")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if process._current_process._config.get("daemon"):
            raise AssertionError("daemonic processes are not allowed to have children")
        state = about_to_start(self._ctx)
        self._id = f"{os.getpid()}.{next(_ids)}"
        self._setup = setup_of(initializer, initargs, state)
        self._processes = processes
        self._pool = [_Place() for _ in range(processes)]
        self._workers = Workers("Pool", processes, maxtasksperchild)
        self._cache = {}
        self._taskqueue = _Tasks(self)
        self._sent = set()
        # Items of each job that have been sent.
        self._items = collections.Counter()
        self._state = cpython.RUN
        self._preparing = None
        _open.add(self)
        if initializer is not None and maxtasksperchild is None and not inline.is_needed():
            self._preparing = host.web.create_task(self._prepare(label(initializer)))

    async def _prepare(self, name):
        """Has every worker run the initializer, also those that get no task. Workers come one after the other."""
        seen = set()
        for _ in range(_PREPARE_ROUNDS):
            if self._state == cpython.TERMINATE:
                return
            works = [Work(prepared, (), {}, self._id, self._setup, POOL) for _ in self._pool]
            try:
                calls = [self._workers.send(name, work) for work in works]
                for call in calls:
                    seen.add(await call)
                    self._workers.done(call)
            except Exception:
                # Each task raises it as well.
                return
            if len(seen) == self._workers.count:
                return

    def __del__(self):
        pass

    def _send(self, job, index, function, args, kwargs):
        shown = function
        name = label(function)
        if function in (cpython.mapstar, cpython.starmapstar):
            shown, batch = args[0]
            name = label(shown)
            if len(batch) > 1:
                function = map_chunk if function is cpython.mapstar else starmap_chunk
                args = (shown, batch, self._items[job], name)
                name += CHUNK
            self._items[job] += len(batch)
        work = Work(function, args, kwargs, self._id, self._setup, POOL)
        try:
            call = self._workers.send(name, work)
        except Exception as error:
            self._take(job, index, (False, error))
            return
        self._sent.add(call)
        call.then(lambda has_succeeded, given: self._receive(job, index, call, (has_succeeded, given)))

    def _receive(self, job, index, call, outcome):
        self._workers.done(call)
        self._sent.discard(call)
        has_succeeded, given = outcome
        if not (has_succeeded or isinstance(given, Exception)):
            # It has ended its worker: as in CPython, nobody hears of the task any more.
            raise given
        if not memory.blocks:
            self._take(job, index, outcome)
        elif inline.is_needed():
            memory.share()
            self._take(job, index, outcome)
        else:
            taken = host.web.create_task(self._take_later(job, index, outcome))
            self._sent.add(taken)
            taken.add_done_callback(self._sent.discard)

    async def _take_later(self, job, index, outcome):
        """What it changed of shared memory is there first."""
        await memory.exchange()
        self._take(job, index, outcome)

    def _take(self, job, index, outcome):
        if self._state != cpython.TERMINATE and job in self._cache:
            self._cache[job]._set(index, outcome)
        if not self._cache:
            self._items.clear()

    def close(self):
        if self._state == cpython.RUN:
            self._state = cpython.CLOSE

    def terminate(self):
        if self._state != cpython.TERMINATE:
            self._wait_for_initializer()
            self._state = cpython.TERMINATE
            self._workers.stop()
            _open.discard(self)

    def join(self):
        if self._state == cpython.RUN:
            raise ValueError("Pool is still running")
        if self._state not in (cpython.CLOSE, cpython.TERMINATE):
            raise ValueError("In unknown state")
        # What is done may still be in the list: who takes it out has not had a turn.
        while self._state == cpython.CLOSE and (left := [sent for sent in self._sent if not sent.done()]):
            block_until(left[0])
        if self._state == cpython.CLOSE:
            self._wait_for_initializer()
            self._workers.end()
            _open.discard(self)

    def _wait_for_initializer(self):
        """CPython's workers start with the pool, and have run the initializer when it ends."""
        if self._preparing is not None and can_run_sync():
            block_until(self._preparing, _PREPARE_S)


def terminate_all():
    """The process ends."""
    for pool in list(_open):
        pool.terminate()


def install():
    import multiprocessing
    import multiprocessing.context

    def make(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        return Pool(processes, initializer, initargs, maxtasksperchild, context=self)

    # As it names itself.
    Pool.__module__ = cpython.__name__
    cpython.Pool = Pool
    cpython.RemoteTraceback = RemoteTraceback
    multiprocessing.context.BaseContext.Pool = make
    multiprocessing.Pool = multiprocessing.context._default_context.Pool
    managers.SyncManager.register("Pool", Pool, managers.PoolProxy)
    multiprocessing.context.BaseContext.cpu_count = lambda self: os.cpu_count()
    multiprocessing.cpu_count = os.cpu_count
    assert threading.Lock.__module__ == "_fanout.threads", "threads come first"
