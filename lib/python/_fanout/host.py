"""The JavaScript side of this interpreter: lib/runner/python/bridge.ts."""

import asyncio
import contextlib

from pyodide import webloop
from pyodide.ffi import to_js

# Of the process that runs here, where `multiprocessing` has started one.
process: dict = {"pid": None, "parent": None, "exit": None}


class _Unattached:
    """Stands for the host until there is one: a snapshot holds no JavaScript objects."""

    def __getattr__(self, name):
        raise RuntimeError(f"Fanout's host is not there yet: {name}")


api = _Unattached()


def is_attached():
    """Not while a snapshot is made."""
    return not isinstance(api, _Unattached)


# The worker's own loop. What libraries wait for is on it, whichever loop a program runs.
web = asyncio.get_event_loop()


def attach(given):
    """Connects the interpreter with its worker. What an earlier connection left behind never runs."""
    global api
    for left in asyncio.all_tasks(web):
        left._log_destroy_pending = False
    api = given
    # The loop's callbacks and timers are the worker's: they rest with it, and it knows how many are to come.
    webloop.scheduleCallback = given.schedule


@contextlib.contextmanager
def on_worker_loop():
    """Promises that come to Python meanwhile are the worker's loop's, whichever loop a program runs."""
    before = asyncio._get_running_loop()
    asyncio._set_running_loop(web)
    try:
        yield
    finally:
        asyncio._set_running_loop(before)


def to_object(given):
    """A dict as an object of JavaScript."""
    return to_js(given, dict_converter=api.fromEntries)
