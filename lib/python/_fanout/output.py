"""print(): whole lines, each logged under the span that printed it."""

import contextlib
import io
import sys

from . import host
from .span import current, here

# Of a line that has not ended, more than a line of the log has: what follows is not logged either.
_LONGEST = 20_000


class Lines(io.TextIOBase):
    """@param level of the lines: "log", or "warn" for stderr"""

    def __init__(self, level):
        self._level = level
        # What follows the last line break, by span: two bodies that interleave do not mix their lines.
        self._rest = {}

    def writable(self):
        return True

    def isatty(self):
        return False

    encoding = "utf-8"

    def write(self, text):
        span, key = here(), _key()
        *lines, rest = (self._rest.pop(key, ("", span))[0] + text).split("\n")
        if rest:
            self._rest[key] = (rest[:_LONGEST], span)
        for line in lines:
            _log(span, self._level, line)
        return len(text)

    def end(self):
        """A body has ended: what it printed without a line break is a line."""
        left = self._rest.pop(_key(), None)
        if left:
            _log(left[1], self._level, left[0])


def _key():
    """Of the body that prints."""
    span = current.get()
    return None if span is None else span.span


class _Held:
    """Lines that are sent later, or never."""

    def __init__(self):
        self.lines = []

    def send(self):
        for line in self.lines:
            host.api.log(*line)


_held: list[_Held] = []


@contextlib.contextmanager
def held():
    """What is printed meanwhile is kept."""
    kept = _Held()
    _held.append(kept)
    try:
        yield kept
    except BaseException:
        kept.send()
        raise
    finally:
        _held.remove(kept)


def _log(span, level, line):
    if _held:
        _held[-1].lines.append((span, level, line))
    else:
        host.api.log(span, level, line)


def attach():
    sys.stdout = sys.__stdout__ = Lines("log")
    sys.stderr = sys.__stderr__ = Lines("warn")


def end_lines():
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, Lines):
            stream.end()
