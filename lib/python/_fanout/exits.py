"""The end of a process: as CPython ends, it waits for its threads, executors and processes."""

import atexit
import contextlib
import sys
import threading
import traceback

from . import output


def leave():
    """The main program has ended."""
    _shut_down_executors()
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon and thread.is_alive():
            thread.join()
    with contextlib.suppress(Exception):
        atexit._run_exitfuncs()
    from .mp import pool

    pool.terminate_all()
    _end_processes()
    output.end_lines()


def _shut_down_executors():
    from .mp import executor

    executor.shut_down_all()
    for call in reversed(threading._threading_atexits):
        try:
            call()
        except Exception:
            traceback.print_exc(file=sys.stderr)


def _end_processes():
    import multiprocessing

    for child in multiprocessing.active_children():
        if child.daemon:
            child.terminate()
    for child in multiprocessing.active_children():
        child.join()
