"""Pools of threads in the tree: each is a node, and each call that its threads make."""

import concurrent.futures.thread
import multiprocessing.pool
import os
import queue

from . import later
from .mp import inline
from .tree import Node


class Shown:
    """A function whose calls are nodes. @param group the pool's node, while it is open"""

    def __init__(self, function, group):
        self._function = function
        self._group = group
        self._name = getattr(function, "__name__", type(function).__name__)

    def __call__(self, /, *args, **kwargs):
        node = Node("trace", self._name, self._group.span if self._group.is_open else None)
        failed = None
        try:
            with node.entered():
                return self._function(*args, **kwargs)
        except BaseException as error:
            failed = error
            raise
        finally:
            node.end(failed)


def _executor():
    kind = concurrent.futures.thread.ThreadPoolExecutor
    begin, submit, shutdown = kind.__init__, kind.submit, kind.shutdown

    def init(self, *args, **kwargs):
        begin(self, *args, **kwargs)
        self._fanout = Node("group", f"{type(self).__name__}({self._max_workers})")

    def submit_shown(self, fn, /, *args, **kwargs):
        group = self._fanout
        if not group.is_open:
            return submit(self, fn, *args, **kwargs)
        with group.entered():
            return submit(self, Shown(fn, group), *args, **kwargs)

    def shutdown_shown(self, wait=True, *, cancel_futures=False):
        shutdown(self, wait, cancel_futures=cancel_futures)
        if wait:
            self._fanout.end()

    kind.__init__, kind.submit, kind.shutdown = init, submit_shown, shutdown_shown


def _thread_pool():
    kind = multiprocessing.pool.ThreadPool
    pool = multiprocessing.pool.Pool
    terminate = pool.terminate

    def init(self, processes=None, initializer=None, initargs=()):
        self._fanout = None
        title = f"ThreadPool({processes or os.process_cpu_count() or 1})"
        if later.is_needed():
            title = inline.noted(title)
            inline.make_thread_pool(self, processes, initializer, initargs)
        else:
            pool.__init__(self, processes, initializer, initargs)
        self._fanout = Node("group", title)

    def shown(self, func):
        return Shown(func, self._fanout)

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        return pool.apply_async(self, shown(self, func), args, kwds, callback, error_callback)

    def map_async(self, func, iterable, mapper, chunksize=None, callback=None, error_callback=None):
        return pool._map_async(self, shown(self, func), iterable, mapper, chunksize, callback, error_callback)

    def imap(self, func, iterable, chunksize=1):
        return pool.imap(self, shown(self, func), iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        return pool.imap_unordered(self, shown(self, func), iterable, chunksize)

    def terminate_shown(self):
        terminate(self)
        self._fanout.end()

    kind.__init__, kind.apply_async, kind._map_async = init, apply_async, map_async
    kind.imap, kind.imap_unordered, kind.terminate = imap, imap_unordered, terminate_shown
    kind._get_sentinels = _get_sentinels
    multiprocessing.pool.wait = _wait


def _get_sentinels(self):
    """What tells the pool's threads of changes is of this process."""
    self._change_notifier = self._cache.notifier = queue.SimpleQueue()
    return [self._change_notifier]


def _wait(sentinels, timeout=None):
    (changes,) = sentinels
    changes.put(changes.get())


def install():
    _executor()
    _thread_pool()
