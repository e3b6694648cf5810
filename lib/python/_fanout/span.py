"""The span whose code runs. A ContextVar keeps it right in tasks, in callbacks and on suspended stacks."""

import _thread
import contextvars
from dataclasses import dataclass

from . import host
from .errors import FanoutError, translated

current = contextvars.ContextVar("fanout_span", default=None)
# The ident of the thread that runs. The main one keeps that of the worker: imports that are under way hold locks by it.
_main = _thread.get_ident()
thread = contextvars.ContextVar("fanout_thread", default=_main)
# Where short items run together: the span they run in, and what gives the span of the one that runs.
item_of: contextvars.ContextVar[tuple | None] = contextvars.ContextVar("fanout_item", default=None)


@dataclass(frozen=True, slots=True)
class Context:
    """What a body can know of its span. `key` and `index` are of an item of a map."""

    name: str
    key: str | None
    index: int | None
    attempt: int
    worker: int


def here():
    """The span whose code prints: also of an item that runs together with others."""
    span = current.get()
    within = item_of.get()
    return within[1]() if within is not None and within[0] is span else span


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
    from .waiting import Pending

    with host.on_worker_loop():
        return Pending(host.api.sleep(ms), lambda _: None)
