"""`multiprocessing.parent_process()`: whether the process that has started this one has ended."""

import os
from multiprocessing import process
from typing import Any, cast

from .queues import HeldQueue as Queue


class ParentEnd:
    """
    What `multiprocessing.connection.wait` waits for.
    @param exit id of the queue for the parent's exit code; None for the main program, which ends last
    """

    def __init__(self, exit):
        self._ended = None if exit is None else Queue(_id=f"{exit} ended")

    def done(self):
        return self._ended is not None and self._ended.size().wait() > 0

    def tell(self):
        """By who has started the parent, and saw its end: it may have been terminated."""
        if self._ended is not None:
            self._ended.put(None)


def set_parent():
    """Of a worker of a pool. Processes set it themselves."""
    known = cast(Any, process)
    known._parent_process = known._ParentProcess("MainProcess", os.getppid(), ParentEnd(None))
