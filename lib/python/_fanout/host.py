"""The JavaScript side of this interpreter: lib/runner/python/bridge.ts."""

import asyncio

from pyodide import webloop
from pyodide.ffi import to_js


class _Unattached:
    """Stands for the host until there is one: a snapshot holds no JavaScript objects."""

    def __getattr__(self, name):
        raise RuntimeError(f"Fanout's host is not there yet: {name}")


api = _Unattached()


def attach(given):
    """Connects the interpreter with its worker. What an earlier connection left behind never runs."""
    global api
    for left in asyncio.all_tasks(asyncio.get_event_loop()):
        left._log_destroy_pending = False
    api = given
    # The loop's callbacks and timers are the worker's: they rest with it, and it knows how many are to come.
    webloop.scheduleCallback = given.schedule


def to_object(given):
    """A dict as an object of JavaScript."""
    return to_js(given, dict_converter=api.fromEntries)
