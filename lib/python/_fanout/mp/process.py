"""`multiprocessing.Process`: CPython's own object and bootstrap in the child; the engine starts the worker."""

import asyncio
import itertools
import multiprocessing
from multiprocessing import context, process

from .. import host
from ..errors import translated
from ..span import current
from ..values import arguments, loads
from ..waiting import Pending, block
from ..work import Work, label

_pids = itertools.count(2001)


class Popen:
    """In place of multiprocessing.popen_spawn_posix.Popen."""

    method = "spawn"

    def __init__(self, started):
        self.pid = next(_pids)
        self.sentinel = -1
        self.returncode = None
        work = Work(run_child, (started,), {})
        # Only while a process is being spawned do its keys, queues and locks let themselves be pickled.
        context.set_spawning_popen(self)
        try:
            crossing = arguments((work,), None)
        finally:
            context.set_spawning_popen(None)
        with translated():
            promise = host.api.process(current.get(), label(_target(started)), True, crossing)
        self._ended = asyncio.ensure_future(self._receive(Pending(promise, loads)))

    async def _receive(self, pending):
        try:
            self.returncode = await pending
        except Exception:
            self.returncode = 1

    def poll(self, flag=None):
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is None and timeout != 0:
            block(asyncio.wait([self._ended], timeout=timeout))
        return self.returncode

    def close(self):
        pass

    def terminate(self):
        raise NotImplementedError("Process.terminate() is not part of Fanout's multiprocessing yet")

    kill = interrupt = terminate


def _target(started):
    return getattr(started, "_target", None) or type(started).run


def run_child(started):
    """In the child. @returns its exit code"""
    return started._bootstrap()


def install():
    # A Process is pickled to be started. CPython allows that while it spawns one.
    process.BaseProcess._Popen = staticmethod(Popen)
    for kind in (multiprocessing.Process, context.SpawnProcess):
        kind._Popen = staticmethod(Popen)
        kind._start_method = "spawn"
