"""Loggers that programs make themselves."""

import contextvars
import logging
from collections.abc import Callable

# Takes the level and the text of a line, where a step runs.
of_step: contextvars.ContextVar[Callable | None] = contextvars.ContextVar("dagster_log", default=None)


def get_dagster_logger(name=None):
    """What it logs is shown under the step that runs."""
    made = logging.getLogger(f"dagster.builtin.{name}" if name else "dagster.builtin")
    if not any(isinstance(each, _Handler) for each in made.handlers):
        made.addHandler(_Handler())
        made.setLevel(logging.DEBUG)
        made.propagate = False
    return made


class _Handler(logging.Handler):
    def emit(self, record):
        from .execution import engine

        keep = of_step.get()
        if keep is None:
            engine.log(record.levelno, record.getMessage())
        else:
            keep(record.levelno, record.getMessage())
