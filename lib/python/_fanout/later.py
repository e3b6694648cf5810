"""
Browsers without stack switching: nothing can wait in a plain function. Threads and processes that a program starts
run when something would wait for them, or at the end of the program: each to its end, in the order in which they were
started.
"""

import collections
from collections.abc import Callable
from typing import NamedTuple

from . import host
from .errors import FanoutError
from .span import current

NOTICE = (
    "This browser cannot suspend Python (it has no JavaScript Promise Integration), so {} one after the other. "
    "Their times are not those of parallel work."
)
STUCK = (
    "This would wait forever: this browser has no JavaScript Promise Integration, so threads and processes run one "
    "after the other until each ends, and none is left that could end the wait. Start first what puts or releases, or "
    "use async functions."
)
# Threads and processes that run inside of each other, each while another one waits: each takes some of the stack.
_MOST_NESTED = 30


class Stuck(FanoutError):
    """Nothing is left to run that could end the wait."""


class _Started(NamedTuple):
    run: Callable[[], None]
    daemon: bool


_started: collections.deque[_Started] = collections.deque()
_noted: set[str] = set()
_state = {"nested": 0}


def is_needed():
    return not host.api.canSwitch()


def note(what):
    """Says once that something runs one after the other, in the log and in the trial's report."""
    if what not in _noted:
        _noted.add(what)
        host.api.log(current.get(), "warn", NOTICE.format(what))
        host.api.ranInline()


def start(run, daemon=False):
    """@param run all that a thread or a process does; it must not raise"""
    _started.append(_Started(run, daemon))


def cancel(run):
    """It does not run, if it has not yet."""
    for each in list(_started):
        if each.run is run:
            _started.remove(each)


def run_one(daemons=True):
    """Runs what was started first. @returns whether there was something to run"""
    found = next((each for each in _started if daemons or not each.daemon), None)
    if found is None or _state["nested"] >= _MOST_NESTED:
        return False
    _started.remove(found)
    _state["nested"] += 1
    try:
        found.run()
    finally:
        _state["nested"] -= 1
    return True


def run_until(is_done):
    """Runs what has been started until something is so, or nothing is left. @returns whether it is so"""
    while not is_done():
        if not run_one():
            return bool(is_done())
    return True


def run_during_sleep():
    """Others have their turn while the main program sleeps, and not while one of them does: it would end after them."""
    while _state["nested"] == 0 and run_one(daemons=False):
        pass
