"""Loggers whose lines are standard error's."""

import logging
import sys


class _Stderr(logging.Handler):
    """What standard error is now: it may have been replaced since."""

    def emit(self, record):
        sys.stderr.write(self.format(record) + "\n")


def make(name, level, shown):
    """@param shown what its lines begin with"""
    made = logging.getLogger(name)
    made.propagate = False
    if not made.handlers:
        handler = _Stderr()
        handler.setFormatter(logging.Formatter(f"[{shown}] %(levelname)s %(message)s"))
        made.addHandler(handler)
    made.setLevel(level)
    return made
