"""What Fanout's multiprocessing does not have: it is refused in words, where a program asks for it."""

import multiprocessing
from multiprocessing import context, heap


def _refuse(what):
    def refused(*_, **__):
        raise NotImplementedError(f"{what} is not part of Fanout's multiprocessing yet")

    return refused


def install():
    for name in ("Pipe", "Manager"):
        setattr(context.BaseContext, name, _refuse(f"multiprocessing.{name}"))
        setattr(multiprocessing, name, getattr(context._default_context, name))
    # Its memory is this worker's, and no lock says when it changes.
    heap.Arena.__reduce__ = _refuse("sharing a RawValue or a RawArray between processes")
