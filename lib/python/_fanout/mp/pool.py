"""
`multiprocessing.Pool`. Chunks, results, callbacks and errors are CPython's own code (Lib/multiprocessing/pool.py).
What its threads and pipes do is done by the engine: each task of the task queue is a call in an environment of the
pool's size.
"""

import asyncio
import itertools
import multiprocessing.pool as cpython
import os
import threading

from ..calls import call_in
from ..waiting import block
from ..work import POOL, Work, label, prepared, setup_of

_ids = itertools.count()
# At 20 ms: then the engine has no worker left to start.
_PREPARE_ROUNDS = 100


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
        for job, index, function, args, kwargs in tasks:
            self._pool._send(job, index, function, args, kwargs)
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
        if maxtasksperchild is not None:
            raise NotImplementedError("maxtasksperchild is not part of Fanout's multiprocessing yet: workers are kept")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._id = f"{os.getpid()}.{next(_ids)}"
        self._setup = setup_of(initializer, initargs)
        self._processes = processes
        self._pool = [_Place() for _ in range(processes)]
        self._environment = {"name": f"Pool({processes})", "replicas": processes, "concurrency": 1}
        self._cache = {}
        self._taskqueue = _Tasks(self)
        self._sent = set()
        self._state = cpython.RUN
        if initializer is not None:
            self._preparing = asyncio.ensure_future(self._prepare(label(initializer)))

    async def _prepare(self, name):
        """Has every worker run the initializer, also those that get no task. Workers come one after the other."""
        seen = set()
        for _ in range(_PREPARE_ROUNDS):
            works = [Work(prepared, (), {}, self._id, self._setup, POOL) for _ in self._pool]
            calls = [call_in(self._environment, name, work) for work in works]
            try:
                seen.update([await call for call in calls])
            except Exception:
                # Each task raises it as well.
                return
            if len(seen) == len(self._pool):
                return

    def __del__(self):
        pass

    def _send(self, job, index, function, args, kwargs):
        work = Work(function, args, kwargs, self._id, self._setup, POOL)
        try:
            pending = call_in(self._environment, label(_shown(function, args)), work)
        except Exception as error:
            self._take(job, index, (False, error))
            return
        sent = asyncio.ensure_future(self._receive(job, index, pending))
        self._sent.add(sent)
        sent.add_done_callback(self._sent.discard)

    async def _receive(self, job, index, pending):
        try:
            outcome = (True, await pending)
        except Exception as error:
            outcome = (False, error)
        self._take(job, index, outcome)

    def _take(self, job, index, outcome):
        if self._state != cpython.TERMINATE and job in self._cache:
            self._cache[job]._set(index, outcome)

    def close(self):
        if self._state == cpython.RUN:
            self._state = cpython.CLOSE

    def terminate(self):
        self._state = cpython.TERMINATE

    def join(self):
        if self._state == cpython.RUN:
            raise ValueError("Pool is still running")
        if self._state not in (cpython.CLOSE, cpython.TERMINATE):
            raise ValueError("In unknown state")
        while self._sent and self._state == cpython.CLOSE:
            block(asyncio.wait(list(self._sent)))


def _shown(function, args):
    """The user's function of a task: that of a chunk is its first argument."""
    return args[0][0] if function in (cpython.mapstar, cpython.starmapstar) else function


def install():
    import multiprocessing
    import multiprocessing.context

    def make(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        return Pool(processes, initializer, initargs, maxtasksperchild, context=self.get_context())

    # As it names itself.
    Pool.__module__ = cpython.__name__
    multiprocessing.context.BaseContext.Pool = make
    multiprocessing.Pool = multiprocessing.context._default_context.Pool
    multiprocessing.context.BaseContext.cpu_count = lambda self: os.cpu_count()
    multiprocessing.cpu_count = os.cpu_count
    assert threading.Lock.__module__ == "_fanout.threads", "threads come first"
