"""`multiprocessing.Process`: CPython's own object and bootstrap in the child; the engine starts the worker."""

import itertools
import multiprocessing
import os
import pickle
import signal
import sys
import traceback
from multiprocessing import context, process, reduction

from pyodide.ffi import create_proxy

from .. import host, later, memory, turns
from ..errors import translated
from ..exits import leave
from ..fork import about_to_start, adopt, adopt_methods, methods
from ..parent import ParentEnd
from ..queues import HeldQueue as Queue
from ..span import current
from ..tree import Node
from ..values import arguments, loads
from ..waiting import Pending, block_until
from ..work import Work, label
from . import namespace, pipes

_started = itertools.count(1)
# More than one interpreter starts.
_PIDS_OF_A_WORKER = 10_000


def new_pid():
    """No other process of the run has it: the interpreters of other workers start some too."""
    return 2000 + _PIDS_OF_A_WORKER * host.api.workerNumber() + next(_started)


class Popen:
    """In place of multiprocessing.popen_spawn_posix.Popen."""

    method = "spawn"

    def __init__(self, started):
        state = about_to_start(getattr(started, "_start_method", None))
        self.pid = new_pid()
        self.returncode = None
        self._signal = None
        # Only while a process is being spawned do its keys, queues and locks let themselves be pickled.
        context.set_spawning_popen(self)
        try:
            pickled = bytes(reduction.ForkingPickler.dumps(started))
        finally:
            context.set_spawning_popen(None)
            self._passed = list(pipes.passed)
            pipes.passed.clear()
        memory.share()
        if later.is_needed():
            self._start_here(started, pickled, state)
        else:
            self._start_there(started, pickled, state)

    def _start_there(self, started, pickled, state):
        # Where it leaves its code if it ends at once.
        self._exit = Queue(_id=host.api.newQueueId())
        given = (pickled, state, methods(), self.pid, os.getpid(), self._exit._id, host.process["exit"])
        crossing = arguments((Work(run_child, given, {}),), None)
        with translated():
            call = host.api.process(current.get(), label(_target(started)), True, crossing)
            self._call = Pending(call.promise, loads, call.stop)
        self._ended = host.web.create_task(self._receive())
        turns.other_started()
        self._ended.add_done_callback(lambda _: turns.other_ended())

    def _start_here(self, started, pickled, state):
        """As later.py says."""
        later.note("processes run")
        self._ended = host.web.create_future()
        parent = current.get()

        def run():
            node = Node("trace", label(_target(started)), parent)
            try:
                with node.entered():
                    self.returncode = namespace.run_process(pickled, state, self.pid)
            except BaseException:
                traceback.print_exc(file=sys.stderr)
                self.returncode = 1
            node.end()
            self._release()
            self._ended.set_result(None)

        self._run = run
        later.start(run, started.daemon)

    @property
    def sentinel(self):
        """What `multiprocessing.connection.wait` waits for."""
        return self._ended

    async def _receive(self):
        try:
            code = await self._call
        except Exception:
            is_left, code = await self._exit.take(0)
            code = code if is_left else 1
            # What it had is closed, as where it ends by itself.
            host.api.spawn(create_proxy(self._release))
        ParentEnd(self._exit._id).tell()
        if memory.blocks:
            await memory.exchange()
        self.returncode = code if self._signal is None else -self._signal

    def _release(self):
        for each in self._passed:
            each.release()

    def poll(self, flag=None):
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is None and timeout != 0:
            block_until(self._ended, timeout)
        return self.returncode

    def close(self):
        pass

    def terminate(self):
        self._end(signal.SIGTERM)

    def kill(self):
        self._end(signal.SIGKILL)

    def interrupt(self):
        self._end(signal.SIGINT)

    def _end(self, number):
        if self.returncode is None and self._signal is None:
            self._signal = int(number)
            if not later.is_needed():
                self._call.stop()
                return
            later.cancel(self._run)
            if not self._ended.done():
                self.returncode = -self._signal
                self._ended.set_result(None)


def _target(started):
    return getattr(started, "_target", None) or type(started).run


def run_child(pickled, state, chosen, pid, parent, end, parent_end):
    """
    In the child. @param chosen what `fork.methods` gave in the parent
    @param end id of the queue for its code if it ends at once @param parent_end that of its parent
    @returns its exit code
    """
    host.process.update(pid=pid, parent=parent, exit=end)
    adopt_methods(chosen)
    adopt(state)
    child = pickle.loads(pickled)
    # What memory it shares with its parent begins as it is there: only what differs from then on is a change.
    memory.share()
    code = child._bootstrap(ParentEnd(parent_end))
    leave()
    pipes.close_all()
    return code


def install():
    # A Process is pickled to be started. CPython allows that while it spawns one.
    process.BaseProcess._Popen = staticmethod(Popen)
    for kind in (multiprocessing.Process, context.SpawnProcess, context.ForkProcess, context.ForkServerProcess):
        kind._Popen = staticmethod(Popen)
