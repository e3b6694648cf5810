"""What a worker is to do for a pool or as a process: a call whose name is only what the tree shows."""

import os
from multiprocessing import process, util

from . import host
from .names import find

# Pools whose initializer this worker has run.
_prepared = set()


class Work:
    """
    A call of any picklable function. @param pool its id, with an initializer that each worker runs once; None for none
    @param prefix of the worker's name, as `multiprocessing` gives it
    """

    def __init__(self, function, args, kwargs, pool=None, initializer=None, initargs=(), prefix="SpawnProcess"):
        self.function = function
        self.args = args
        self.kwargs = kwargs
        self.pool = pool
        self.initializer = initializer
        self.initargs = initargs
        self.prefix = prefix

    def perform(self):
        if self.pool is not None and self.pool not in _prepared:
            _prepared.add(self.pool)
            name_process(self.prefix)
            if self.initializer is not None:
                self.initializer(*self.initargs)
        return self.function(*self.args, **self.kwargs)


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
    util._close_stdin = lambda: None
