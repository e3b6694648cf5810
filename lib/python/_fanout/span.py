"""The span whose code runs. A ContextVar keeps it right in tasks, in callbacks and on suspended stacks."""

import contextvars
from dataclasses import dataclass

from . import host
from .errors import FanoutError, translated

current = contextvars.ContextVar("fanout_span", default=None)


@dataclass(frozen=True, slots=True)
class Context:
    """What a body can know of its span. `key` and `index` are of an item of a map."""

    name: str
    key: str | None
    index: int | None
    attempt: int
    worker: int


def _span(what):
    span = current.get()
    if span is None:
        raise FanoutError(f"{what} it is called in: call it from a workflow or a task")
    return span


def context():
    """About the span of the caller. @raises FanoutError outside of a run"""
    about = host.api.describe(_span("context() is about the span"))
    return Context(about.name, about.key, about.index, about.attempt, about.worker)


def random():
    """In [0, 1): the same draws for a span and attempt under every strategy."""
    return host.api.random(_span("random() is seeded by the span"))


def meter(name, amount):
    """Adds to a total of the span. @raises ValueError past the bounds of meters"""
    with translated():
        host.api.meter(current.get(), str(name)[:100], amount)


def sleep(ms):
    """An awaitable: waits at least `ms`, by the trial's clock."""
    return host.api.sleep(ms)
