"""
`multiprocessing.shared_memory`, `RawValue` and `RawArray`: memory of each worker that is in step where processes meet
(memory.py).
"""

from multiprocessing import heap, resource_tracker

from .. import memory
from ..queues import HeldQueue as Queue
from ..waiting import block

_arenas = {}


class Arena:
    """Memory that raw values are in. Only once it is given to a process is it shared."""

    def __init__(self, size, fd=-1, id=None):
        self.size = size
        self.fd = fd
        self.buffer = bytearray(size)
        self._id = id
        if id is not None:
            memory.Block(self.buffer, id)
            _arenas[id] = self

    def __reduce__(self):
        if self._id is None:
            self._id = memory.Block(self.buffer).id
            _arenas[self._id] = self
        return (_arena, (self.size, self._id))


def _arena(size, id):
    return _arenas.get(id) or Arena(size, id=id)


def _named(name):
    """Where the size and the id of the block of a name are."""
    return Queue(_id=f"shared memory {name}")


# Seconds.
_MOMENT = 0.2


def _find(name):
    found = _named(name)
    # Another process may have it for a moment.
    is_there, known = found.take(_MOMENT).wait()
    if is_there:
        found.put(known)
    return known


# Handles of this process, by the id of their block.
_handles: dict[str, int] = {}


def _shared_memory():
    resource_tracker.ensure_running = lambda: None
    resource_tracker.register = resource_tracker.unregister = lambda name, kind: None
    from multiprocessing import shared_memory

    class SharedMemory(shared_memory.SharedMemory):
        def __init__(self, name=None, create=False, size=0, *, track=True):
            if not size >= 0:
                raise ValueError("'size' must be a positive integer")
            if create and size == 0:
                raise ValueError("'size' must be a positive number different from zero")
            if name is None and not create:
                raise ValueError("'name' can only be None if create=True")
            known = None
            if name is None:
                name = shared_memory._make_filename().lstrip("/")
            else:
                known = _find(name)
                if create and known:
                    raise FileExistsError(17, "File exists", f"/{name}")
                if not create and not known:
                    raise FileNotFoundError(2, "No such file or directory", f"/{name}")
            self._name = f"/{name}"
            if known is None:
                self._block = memory.Block(bytearray(size))
                _named(name).put((self._block.id, size))
            else:
                id, size = known
                self._block = memory.blocks.get(id) or memory.Block(bytearray(size), id)
                block(self._block.exchange())
            self._size = size
            _handles[self._block.id] = _handles.get(self._block.id, 0) + 1
            self._buf = memoryview(self._block.view)

        def close(self):
            if self._buf is None:
                return
            self._buf.release()
            self._buf = None
            id = self._block.id
            _handles[id] -= 1
            if not _handles[id]:
                del _handles[id]
                block(self._block.exchange())
                self._block.forget()

        def __del__(self):
            pass

        def unlink(self):
            is_there, _ = _named(self.name).take(0).wait()
            if not is_there:
                raise FileNotFoundError(2, "No such file or directory", self._name)

    SharedMemory.__module__ = shared_memory.__name__
    shared_memory.SharedMemory = SharedMemory


def install():
    heap.Arena = Arena
    heap.BufferWrapper._heap = heap.Heap()
    _shared_memory()
