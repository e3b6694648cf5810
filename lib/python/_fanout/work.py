"""What a worker is to do for a pool or as a process: a call whose name is only what the tree shows."""

import asyncio
import os
import pickle
import sys
import traceback
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import context, pool, process, util

from . import host
from .names import find
from .span import sleep
from .waiting import block

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

    def perform(self):
        if self.pool is not None and self.pool not in _prepared:
            name_process(self.prefix)
            try:
                _prepared[self.pool] = self._initialize()
            except Exception as error:
                _prepared[self.pool] = error
        if (failed := _prepared.get(self.pool)) is not None:
            raise failed
        return self.function(*self.args, **self.kwargs)

    def _initialize(self):
        if self.setup is None:
            return
        try:
            initializer, initargs = pickle.loads(self.setup)
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


def setup_of(initializer, initargs):
    """An initializer as workers get it. As in CPython, locks and queues may be given to it."""
    if initializer is None:
        return None
    context.set_spawning_popen(True)
    try:
        return pickle.dumps((initializer, initargs))
    finally:
        context.set_spawning_popen(None)


# Prefixes of names of processes.
POOL = "SpawnPoolWorker"
# In concurrent.futures' words.
BROKEN = "A process in the process pool was terminated abruptly while the future was running or pending."


def name_process(prefix):
    """Makes this worker the process that `multiprocessing` knows."""
    number = host.api.workerNumber()
    if number:
        process._current_process._name = f"{prefix}-{number}"
        process._current_process._config["daemon"] = True


def label(function):
    """The name that the tree shows for a call: one that another worker finds."""
    module, name = getattr(function, "__module__", None), getattr(function, "__qualname__", "")
    known = name if module in ("__main__", "__mp_main__") else f"{module}:{name}"
    return known if find(known) is not None else "multiprocessing.pool:worker"


def install():
    """Process ids: the driver is 1000, its workers follow."""
    os.getpid = lambda: 1000 + host.api.workerNumber()
    os.cpu_count = os.process_cpu_count = lambda: host.api.cores()
    os._exit = _exit
    util._close_stdin = lambda: None


def _exit(code):
    """Ends the worker. It closes when this stack lets go of it, and that is never resumed."""
    host.api.exit()
    block(asyncio.get_event_loop().create_future())
