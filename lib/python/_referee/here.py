"""A program with Fanout's own libraries, in a worker of a trial."""

import importlib

from _fanout import entries, program

from . import record


def perform(module, given):
    platform = importlib.import_module(f"_referee.{module}")
    try:
        return record.perform(given, platform, lambda tree, source: program.evaluate(tree, "__main__", source))
    finally:
        # Its entry has been run, if it had one.
        entries.started()
