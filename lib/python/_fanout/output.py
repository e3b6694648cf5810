"""print(): whole lines, each logged under the span that printed it."""

import io
import sys

from . import host
from .span import current


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
        span = current.get()
        key = None if span is None else span.js_id
        *lines, rest = (self._rest.pop(key, ("", span))[0] + text).split("\n")
        if rest:
            self._rest[key] = (rest, span)
        for line in lines:
            host.api.log(span, self._level, line)
        return len(text)

    def end(self):
        """A body has ended: what it printed without a line break is a line."""
        span = current.get()
        left = self._rest.pop(None if span is None else span.js_id, None)
        if left:
            host.api.log(span, self._level, left[0])


def attach():
    sys.stdout = Lines("log")
    sys.stderr = Lines("warn")


def end_lines():
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, Lines):
            stream.end()
