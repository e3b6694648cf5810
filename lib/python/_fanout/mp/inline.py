"""
Browsers without stack switching: nothing can wait in a plain function. What a pool is given is done at once, one call
after the other, by whoever gives it; processes run as `later.py` says. Each has a program of its own all the same.
"""

import concurrent.futures.thread
import itertools
import os
import pickle
import queue
import time
from multiprocessing import managers, pool, synchronize

from .. import later
from ..calls import Outcome
from ..errors import FanoutError, broken, from_js, to_js_error
from ..later import is_needed
from ..work import BROKEN, POOL
from .namespace import Exited, Namespace

# Appended to what a pool is called in the tree: its times are not those of a pool.
MARK = ", one call after the other"
NO_MANAGER = (
    "A Manager is a process that answers others, and this browser runs processes one after the other (it has no "
    "JavaScript Promise Integration). Use Value, Array or Queue, or return results."
)

_pids = itertools.count(1001)


def noted(name):
    """Says so in the log. @returns what the pool is called"""
    later.note(f"{name} does its calls")
    return name + MARK


class Place:
    """In place of a pool's workers. @param tasks after so many calls the program in it is loaded again"""

    def __init__(self, tasks=None):
        self._tasks = tasks
        self._done = 0
        self._new()

    def _new(self):
        number = next(_pids)
        self.namespace = Namespace(number)
        self._name = f"{POOL}-{number - 1000}"

    def call(self, work):
        if self._tasks is not None and self._done >= self._tasks:
            self._done = 0
            self._new()
        self._done += 1
        return Call(work, self.namespace, self._name)


class Call(Outcome):
    """A call that has been made: arguments, result and error cross as between workers. @raises what pickle raises"""

    def __init__(self, work, namespace, name):
        super().__init__()
        crossing = pickle.dumps(work)
        result, failed, ended = b"", None, None
        with namespace.entered(name, daemon=True):
            try:
                work = pickle.loads(crossing)
                work.pool = (work.pool, namespace.pid)
                value = work.perform()
                try:
                    result = pickle.dumps(value)
                except Exception as error:
                    failed = to_js_error(work.refused(error, value))
            except Exited:
                ended = broken(BROKEN)
            except Exception as error:
                failed = to_js_error(error)
        if failed is not None:
            ended = from_js(failed)
        if ended is None:
            self.settle(True, pickle.loads(result))
        else:
            self.settle(False, ended)


class _Idle:
    """In place of a thread that keeps a pool going."""

    def join(self):
        """It has ended."""


class _TasksHere:
    """In place of the queue from which threads take what they do."""

    def __init__(self, cache):
        self._cache = cache

    def put(self, entry):
        if entry is None:
            return
        tasks, set_length = entry
        index = -1
        for job, index, function, args, kwargs in tasks:
            try:
                outcome = (True, function(*args, **kwargs))
            except Exception as error:
                outcome = (False, error)
            self._cache[job]._set(index, outcome)
        if set_length:
            set_length(index + 1)


def make_thread_pool(made, processes, initializer, initargs):
    """As `multiprocessing.pool.ThreadPool.__init__`: what the pool is given is done where it is given."""
    if processes is not None and processes < 1:
        raise ValueError("Number of processes must be at least 1")
    if initializer is not None and not callable(initializer):
        raise TypeError("initializer must be a callable")
    made._processes = processes or os.process_cpu_count() or 1
    made._ctx = pool.get_context()
    made._pool = [_Idle() for _ in range(made._processes)]
    made._cache = {}
    made._change_notifier = queue.SimpleQueue()
    made._worker_handler = made._task_handler = made._result_handler = _Idle()
    made._terminate = lambda: None
    made._taskqueue = _TasksHere(made._cache)
    made._state = pool.RUN
    if initializer is not None:
        initializer(*initargs)


def _threads_here():
    """A thread pool runs what it is given where it is given."""
    kind = concurrent.futures.thread.ThreadPoolExecutor
    start_thread = kind._adjust_thread_count

    def adjust(self):
        if not is_needed():
            return start_thread(self)
        if not hasattr(self, "_fanout_context"):
            noted(type(self).__name__)
            self._fanout_context = self._create_worker_context()
            self._fanout_context.initialize()
        while True:
            try:
                item = self._work_queue.get_nowait()
            except queue.Empty:
                return None
            item.run(self._fanout_context)

    kind._adjust_thread_count = adjust


def _conditions():
    """Waiting for a condition gives others their turn."""
    wait = synchronize.Condition.wait

    def wait_here(self, timeout=None):
        if not is_needed():
            return wait(self, timeout)
        lock = self._lock._semlock
        assert lock._is_mine(), "must acquire() condition before using wait()"
        held = lock._count()
        for _ in range(held):
            self._lock.release()
        try:
            has_run = False
            while later.run_one():
                has_run = True
            if has_run:
                return True
            if timeout is None:
                raise later.Stuck(later.STUCK)
            time.sleep(timeout)
            return False
        finally:
            for _ in range(held):
                self._lock.acquire()

    synchronize.Condition.wait = wait_here


def _managers():
    start = managers.BaseManager.start

    def start_there(self, initializer=None, initargs=()):
        if is_needed():
            raise FanoutError(NO_MANAGER)
        return start(self, initializer, initargs)

    managers.BaseManager.start = start_there


def install():
    _threads_here()
    _conditions()
    _managers()
