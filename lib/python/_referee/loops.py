"""An event loop that needs neither threads nor a stack that can be suspended: where it has nothing to do, it sleeps."""

import asyncio
import time
from asyncio import base_events, events, tasks
from concurrent.futures import Future


class _Sleeper:
    def select(self, timeout=None):
        if timeout:
            time.sleep(timeout)
        return []

    def get_map(self):
        return {}


class SleepLoop(base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._selector = _Sleeper()

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass


# What packages keep between their calls belongs to one loop: it is used wherever it is not running already.
_lasting = SleepLoop()


def run(coroutine):
    """Runs a coroutine until it is done, from a plain function, even below a loop that runs."""
    outer = events._get_running_loop()
    task = tasks.current_task(outer) if outer is not None else None
    if outer is not None and task is not None:
        tasks._leave_task(outer, task)
    events._set_running_loop(None)
    loop = SleepLoop() if _lasting.is_running() else _lasting
    try:
        return loop.run_until_complete(coroutine)
    finally:
        if loop is not _lasting:
            loop.close()
        events._set_running_loop(outer)
        if outer is not None and task is not None:
            tasks._enter_task(outer, task)


def future(coroutine):
    """The same as a future, which is done."""
    done = Future()
    try:
        done.set_result(run(coroutine))
    except BaseException as error:
        done.set_exception(error)
    return done


def install():
    """`asyncio.run` of programs, too."""
    asyncio.run = lambda main, *, debug=None, loop_factory=None: run(main)
