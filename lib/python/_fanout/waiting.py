"""Waiting for what happens in other workers: with await, or on a stack that is suspended."""

from pyodide.ffi import can_run_sync, run_sync

from .errors import FanoutError, translated

NO_STACKS = (
    "Python cannot wait here in a plain function: this browser has no JavaScript Promise Integration, or the code is "
    "not called by a body. Use async functions."
)


class Pending:
    """Work under way. It can be awaited, any number of times, and goes on if nobody does."""

    def __init__(self, promise, decode):
        self._promise = promise
        self._decode = decode

    def __await__(self):
        with translated():
            crossed = yield from self._promise.__await__()
        return self._decode(crossed)

    def wait(self):
        """Blocks the caller's stack. Other bodies and threads of this worker run meanwhile."""
        if not can_run_sync():
            raise FanoutError(NO_STACKS)
        with translated():
            crossed = run_sync(self._promise)
        return self._decode(crossed)


def block(awaitable):
    """Waits in a plain function for what Python's event loop brings. @raises FanoutError where Python cannot wait"""
    if not can_run_sync():
        if hasattr(awaitable, "close"):
            awaitable.close()
        raise FanoutError(NO_STACKS)
    return run_sync(awaitable)
