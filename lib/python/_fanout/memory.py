"""
Memory that processes share without a lock of its own: each worker has a copy, and what it changed goes to the others
where a lock, a queue, a start, a join, a sleep or a result is, and where a process computes for a while.
"""

from . import host, turns
from .queues import HeldQueue as Queue
from .waiting import block

# Of this worker, by id.
blocks = {}


class Block:
    """@param view the worker's copy @param id of a block that exists; None makes one of what is in the view"""

    def __init__(self, view, id=None):
        self.view = memoryview(view).cast("B")
        self.id = id or host.api.newQueueId()
        self._shared = Queue(_id=f"memory {self.id}")
        if id is None:
            self._shared.put(bytes(self.view))
            self._base = bytes(self.view)
        else:
            self._base = bytes(len(self.view))
            self.view[:] = self._base
        blocks[self.id] = self
        turns.share_with(share)

    async def exchange(self):
        """Gives what changed here since the last time, and takes what others have changed."""
        found = await self._shared.get()
        mine = bytes(self.view)
        merged = found if mine == self._base else _merged(found, self._base, mine)
        self._shared.put(merged)
        if merged != mine:
            self.view[:] = merged
        self._base = merged

    def forget(self):
        blocks.pop(self.id, None)
        self.view.release()
        turns.share_with(share if blocks else None)


# Bytes that are compared at once.
_STEP = 64


def _merged(found, base, mine):
    """Byte by byte: mine where it has changed, else what was found."""
    merged = bytearray(found)
    for at in range(0, len(mine), _STEP):
        part = mine[at : at + _STEP]
        if part != base[at : at + _STEP]:
            for i, byte in enumerate(part, at):
                if byte != base[i]:
                    merged[i] = byte
    return bytes(merged)


async def exchange():
    for each in list(blocks.values()):
        await each.exchange()


def share():
    """As `exchange`, in plain code. Costs nothing where no memory is shared."""
    if blocks:
        block(exchange())
