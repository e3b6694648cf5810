"""What a worker is to do for a pool or as a process: a call whose name is only what the tree shows."""

import itertools
import os
import pickle
import signal
import sys
import traceback
from concurrent.futures.process import BrokenProcessPool, _process_chunk
from multiprocessing import context, pool, process, reduction, util

from . import host, memory
from .cell import Cell
from .fork import adopt
from .names import CHUNK, find
from .parent import set_parent
from .queues import HeldQueue as Queue
from .span import sleep
from .tree import run_items
from .waiting import Gate

# Pools whose initializer this worker has run, and what it raised.
_prepared = {}


class Work:
    """
    A call of any picklable function. @param pool its id; None for none @param setup what each of its workers runs once
    @param prefix of the worker's name, as `multiprocessing` gives it
    """

    def __init__(self, function, args, kwargs, pool=None, setup=None, prefix="SpawnProcess"):
        self.function = function
        self.args = args
        self.kwargs = kwargs
        self.pool = pool
        self.setup = setup
        self.prefix = prefix

    def __repr__(self):
        """What the page shows as the arguments of the call: those that the program gave."""
        args, kwargs = self.args, self.kwargs
        if self.pool is None:
            # A process: it is pickled as a whole.
            args = ()
        elif self.function in (pool.mapstar, pool.starmapstar):
            ((_, batch),) = args
            args = batch[0] if self.function is pool.starmapstar else batch
        elif self.function in (map_chunk, starmap_chunk):
            args = (args[1],)
        elif getattr(self.function, "func", None) is _process_chunk:
            ((args,),) = args
        return ", ".join([*map(repr, args), *(f"{name}={value!r}" for name, value in kwargs.items())])

    def perform(self):
        if self.pool is not None and self.pool not in _prepared:
            name_process(self.prefix)
            try:
                _prepared[self.pool] = self._initialize()
            except Exception as error:
                _prepared[self.pool] = error
        if (failed := _prepared.get(self.pool)) is not None:
            raise failed
        memory.share()
        try:
            return self.function(*self.args, **self.kwargs)
        except Exception as error:
            self._check_crosses(error)
            raise
        finally:
            memory.share()

    def _check_crosses(self, error):
        """@raises what is raised for an exception that cannot be pickled"""
        try:
            pickle.dumps(error)
        except Exception as why:
            if self.prefix != POOL:
                raise
            raise pool.MaybeEncodingError(why, pool.ExceptionWithTraceback(error, error.__traceback__)) from None

    def _initialize(self):
        if self.setup is None:
            return
        setup = self.setup
        if isinstance(setup, Cell):
            cell, setup = setup, setup.take()
            cell.give(setup)
        state, prepare = pickle.loads(setup)
        adopt(state)
        if prepare is None:
            return
        try:
            initializer, initargs = pickle.loads(prepare)
            memory.share()
            initializer(*initargs)
        except Exception:
            if self.prefix == POOL:
                raise
            # As concurrent.futures.process does.
            traceback.print_exc(file=sys.stderr)
            raise BrokenProcessPool(BROKEN) from None

    def refused(self, error, result):
        """What is raised for a result that cannot be pickled."""
        return pool.MaybeEncodingError(error, result) if self.prefix == POOL else error


async def prepared():
    """What a pool's workers do first. It keeps its place a while, so that each worker gets one."""
    await sleep(20)
    return host.api.workerNumber()


def map_chunk(function, items, first, name):
    """Some items of a map. @param first position of the first of them @returns their results"""
    return run_items(name, lambda part: map(function, part), items, first)


def starmap_chunk(function, items, first, name):
    """As `map_chunk`, for tuples of arguments."""
    return run_items(name, lambda part: itertools.starmap(function, part), items, first)


# Bytes of a setup from which on it is not sent with each call.
_LARGE = 32_768


def setup_of(initializer, initargs, state):
    """What each worker does first, as it gets it. As in CPython, locks and queues may be given to an initializer."""
    prepare = None
    if initializer is not None:
        context.set_spawning_popen(True)
        try:
            prepare = bytes(reduction.ForkingPickler.dumps((initializer, initargs)))
        finally:
            context.set_spawning_popen(None)
    if prepare is None and state is None:
        return None
    setup = pickle.dumps((state, prepare))
    return Cell(setup) if len(setup) > _LARGE else setup


# Prefixes of names of processes.
POOL = "SpawnPoolWorker"
# In concurrent.futures' words.
BROKEN = "A process in the process pool was terminated abruptly while the future was running or pending."


def name_process(prefix):
    """Makes this worker the process that `multiprocessing` knows."""
    number = host.api.workerNumber()
    if number:
        process._current_process._name = f"{prefix}-{number}"
        process._current_process._config["daemon"] = prefix == POOL
        set_parent()


def label(function):
    """The name that the tree shows for a call: one that another worker finds."""
    module, name = getattr(function, "__module__", None), getattr(function, "__qualname__", "")
    known = name if module in ("__main__", "__mp_main__") else f"{module}:{name}"
    return known if not known.endswith(CHUNK) and find(known) is not None else "multiprocessing.pool:worker"


def getpid():
    return host.process["pid"] or 1000 + host.api.workerNumber()


def getppid():
    return host.process["parent"] or (1000 if host.api.workerNumber() else 1)


def cpu_count():
    return host.api.cores()


def sched_getaffinity(pid):
    return set(range(host.api.cores()))


def _put_in_os(*functions):
    """A task may be one of them: pickle finds it there."""
    for function in functions:
        function.__module__ = "os"
        setattr(os, function.__name__, function)


def install():
    """Process ids: the driver is 1000, its workers follow."""
    _put_in_os(getpid, getppid, cpu_count, sched_getaffinity)
    os.process_cpu_count = cpu_count
    # It has kept the one that was there.
    kept = util.Finalize.__call__.__defaults__ or ()
    util.Finalize.__call__.__defaults__ = (*kept[:-1], os.getpid)
    os._exit = _exit
    os.kill = _kill
    util._close_stdin = lambda: None


def _kill(pid, number):
    """Signals are handled where one is sent to this process, and end one that it has started."""
    if pid == os.getpid():
        if not number:
            return
        handler = signal.getsignal(number)
        if callable(handler):
            handler(int(number), sys._getframe(1))
        elif handler is not signal.SIG_IGN:
            _exit(-int(number))
        return
    for child in list(process._children):
        if child.pid == pid:
            if number:
                child._popen._end(number)
            return
    raise ProcessLookupError(3, "No such process")


def _exit(code):
    """Ends the worker. It closes when this stack lets go of it, and that is never resumed."""
    if host.process.get("here"):
        from .mp.namespace import Exited

        raise Exited(code)
    if host.process["exit"] is not None:
        Queue(_id=host.process["exit"]).put(code).wait()
    host.api.exit()
    Gate().wait()
