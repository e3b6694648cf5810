"""Nodes of the tree that Python begins and ends by itself: pools, executors, threads, tasks of asyncio, items."""

import array
import contextlib
import time

from pyodide.ffi import JsException, to_js

from . import host
from .errors import to_js_error
from .output import end_lines
from .span import current, item_of

# A program with more of them shows the first ones only.
_MOST = 20_000
_state = {"left": _MOST}
# Seconds that a block of items takes at least, where items are short, and between two reports of items.
_BLOCK = 0.0005
_REPORT = 0.05


class Node:
    """
    A node that begins now, in the caller's span. Where none can be made, what it stands for runs all the same.
    @param kind "group", or "trace" for what has a bar of its own
    """

    def __init__(self, kind, name, parent=None):
        self._opened = None
        self._parent = parent if parent is not None else current.get()
        if self._parent is None or _state["left"] <= 0:
            return
        _state["left"] -= 1
        # The span it would be in may have ended.
        with contextlib.suppress(JsException):
            self._opened = host.api.openNode(self._parent, kind, str(name)[:200])

    @property
    def is_open(self):
        return self._opened is not None

    @property
    def span(self):
        """Calls made with it are in the node."""
        return self._parent if self._opened is None else self._opened.span

    def end(self, error=None):
        """@param error with which it failed"""
        opened, self._opened = self._opened, None
        if opened is not None:
            self._parent = opened.span if error is None else self._parent
            opened.end(None if error is None else to_js_error(error))

    @contextlib.contextmanager
    def entered(self):
        """What is called meanwhile is in the node."""
        token = current.set(self.span)
        try:
            yield
        finally:
            current.reset(token)


def run_items(name, run, items, first):
    """
    Runs the items of a chunk, each a node of its own. Short ones are timed together.
    @param run gives the results of some of the items, lazily @param first position of the first item in its map
    """
    try:
        opened = host.api.openItems(current.get(), name, first, len(items))
    except JsException:
        return list(run(items))
    clock = time.perf_counter
    offset = host.api.now() / 1000 - clock()
    blocks = array.array("d")
    results = []
    block, at, reported = 1, 0, clock()
    while at < len(items):
        part = items[at : at + block]
        started = clock()
        try:
            with _in_item(opened, results, block):
                results.extend(run(part))
        except BaseException as error:
            ended = clock()
            done = len(results) - at
            for first_of, size in ((at, done), (at + done, 1)):
                if size:
                    blocks.extend((first_of, size, (started + offset) * 1000, (ended + offset) * 1000))
            opened.record(to_js(blocks), to_js_error(error))
            raise
        ended = clock()
        blocks.extend((at, len(part), (started + offset) * 1000, (ended + offset) * 1000))
        at += len(part)
        took = ended - started
        if took < _BLOCK:
            block *= 2
        elif took > 4 * _BLOCK:
            block = max(1, block // 4)
        if ended - reported > _REPORT:
            opened.record(to_js(blocks))
            blocks = array.array("d")
            reported = ended
    opened.record(to_js(blocks))
    return results


@contextlib.contextmanager
def _in_item(opened, results, size):
    """An item that is timed alone is the current span. In a block, only what is printed asks which item it is in."""
    chunk = current.get()
    if size > 1:
        token = item_of.set((chunk, lambda: opened.at(len(results))))
        try:
            yield
        finally:
            item_of.reset(token)
        return
    span = opened.at(len(results))
    token = current.set(span)
    try:
        yield
    finally:
        end_lines()
        host.api.endNodes(span)
        current.reset(token)
