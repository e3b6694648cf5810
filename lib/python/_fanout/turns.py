"""
Turns of a worker's threads, of what comes from processes and pools, and of memory that processes share. A stack that
runs the program's own code for 10 ms without waiting is interrupted (lib/runner/python/turns.ts): others run, and
shared memory is brought up to date, as if the program had called `time.sleep(0)` there.
"""

import asyncio
import signal
import time

from pyodide.ffi import can_run_sync

from . import host
from .files import PROGRAM
from .span import current
from .waiting import suspend

_SIGNAL = signal.SIGVTALRM
# Seconds after which a loop in which nothing changes is told.
_STILL = 5.0
# Names of a frame that are looked at: with more, a change may be overlooked.
_MOST_NAMES = 200
# Bringing memory up to date may take so much of the time.
_SHARE = 0.05
# `others` are processes and pools: what the program asks of them changes only when the stack waits. `share` brings
# shared memory up to date; None where there is none.
_state = {"threads": 0, "others": 0, "share": None, "share_at": 0.0, "is_on": False}


WAITS = (
    "Line {} has been in a loop for {:.0f} seconds, and none of its variables has changed. If it waits for something "
    "that never changes, it ends only with the run's timeout. Wait with an Event, a Queue or join() instead."
)
_still = {"seen": (), "since": 0.0, "is_told": False}


def thread_started():
    _state["threads"] += 1
    _update()


def thread_ended():
    _state["threads"] -= 1
    _update()


def other_started():
    _state["others"] += 1
    _update()


def other_ended():
    _state["others"] -= 1
    _update()


def share_with(share):
    _state["share"] = share
    _update()


def count():
    """Threads of this worker besides the main one."""
    return _state["threads"]


def _update():
    is_needed = bool(_state["threads"] or _state["others"] or _state["share"]) and host.api.canSwitch()
    if is_needed == _state["is_on"]:
        return
    _state["is_on"] = is_needed
    if is_needed:
        signal.signal(_SIGNAL, _give)
    host.api.giveTurns(int(_SIGNAL) if is_needed else 0)


def _watch(frame):
    """Says it once where a frame only looks, again and again, at what does not change: its names keep their values."""
    values = frame.f_locals
    if len(values) > _MOST_NAMES:
        return
    now = time.perf_counter()
    seen = (id(frame), *map(id, values.values()))
    if seen != _still["seen"]:
        _still.update(seen=seen, since=now, is_told=False)
    elif now - _still["since"] >= _STILL and not _still["is_told"]:
        _still["is_told"] = True
        host.api.log(current.get(), "warn", WAITS.format(frame.f_lineno, _STILL))


def _give(_, frame):
    """Only where the innermost code is the program's: ours is not made to be interrupted."""
    if frame is None or frame.f_code.co_filename != PROGRAM:
        return
    if asyncio._get_running_loop() is host.web or not can_run_sync():
        return
    _watch(frame)
    share = _state["share"]
    if share is not None and time.perf_counter() >= _state["share_at"]:
        started = time.perf_counter()
        share()
        ended = time.perf_counter()
        _state["share_at"] = ended + (ended - started) / _SHARE
    else:
        suspend(lambda: host.api.sleep(0))
