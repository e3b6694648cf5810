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
    # The memory of Value, Array and Barrier: it exists in this worker, and cannot be given to another.
    heap.Arena.__reduce__ = _refuse("sharing a Value, an Array or a Barrier between processes")
