"""The workers of a pool or an executor: an environment of its size, and a node of the tree around its calls."""

import asyncio
import collections

from .. import host, turns
from ..calls import Outcome, call_in
from ..span import current
from ..tree import Node
from ..values import arguments
from . import inline

_made = collections.Counter()

SHARED = "{}: its {} places are on {} workers. A run has at most {} of Python, so places of one worker take turns."


class Workers:
    """
    @param title what it is called in the tree, without its size
    @param tasks_per_worker after so many calls a worker is replaced; None keeps it
    """

    def __init__(self, title, size, tasks_per_worker=None):
        name = f"{title}({size})"
        self._is_inline = inline.is_needed()
        if self._is_inline:
            name = inline.noted(name)
            self._place = inline.Place(tasks_per_worker)
        _made[name] += 1
        shown = name if _made[name] == 1 else f"{name} #{_made[name]}"
        self.node = Node("group", shown)
        # Each has workers of its own, also where another interpreter made one like it: what one leaves behind in its
        # workers, no other sees, and none ends those of another.
        worker = host.api.workerNumber()
        self.name = shown if worker == 0 else f"{shown} of worker {worker}"
        most = host.api.mostWorkers()
        # Where there are more places than workers, all workers have the same number of places.
        self._places_each = -(-size // most)
        self.count = -(-size // self._places_each)
        if self.count < size and not self._is_inline:
            host.api.log(current.get(), "info", SHARED.format(shown, size, self.count, most))
        self._environment = None
        self._calls = set()
        self._has_ended = False
        turns.other_started()
        self._places = None
        if tasks_per_worker is not None:
            self._places = [_Place(self.name, number, tasks_per_worker) for number in range(1, size + 1)]
            self._free = collections.deque(self._places)
            self._waiting = collections.deque()

    def send(self, name, work):
        """Calls a worker. @returns a call under way @raises what pickle raises"""
        if self._is_inline:
            with self.node.entered():
                return self._place.call(work)
        crossing = arguments((work,), None)
        if self._places is not None:
            call = _LaterCall(self, name, crossing)
            if self._free:
                call.start(self._free.popleft())
            else:
                self._waiting.append(call)
            return call
        if self._environment is None:
            self._environment = _environment(self.name, self.count, self._places_each)
        call = call_in(self.node.span, self._environment, name, crossing)
        self._calls.add(call)
        return call

    def done(self, call):
        """A call has ended."""
        self._calls.discard(call)
        place = getattr(call, "place", None)
        if place is None:
            return
        place.use()
        while self._waiting:
            following = self._waiting.popleft()
            if not following.is_stopped:
                following.start(place)
                return
        self._free.append(place)

    def begin(self, place, name, crossing):
        call = call_in(self.node.span, _environment(place.name, 1), name, crossing)
        self._calls.add(call)
        return call

    def stop(self):
        """Ends what runs, and the workers."""
        if self._places is not None:
            for call in self._waiting:
                call.stop()
            self._waiting.clear()
        for call in list(self._calls):
            call.stop()
        self._calls.clear()
        self.end()

    def end(self):
        """Nothing more is sent. Workers that are idle end."""
        if not self._has_ended:
            self._has_ended = True
            turns.other_ended()
        for name in [self.name] if self._places is None else [place.name for place in self._places]:
            host.api.endEnvironment(name)
        self.node.end()


def _environment(name, count, places_each=1):
    return host.to_object({"name": name, "replicas": count, "concurrency": places_each})


class _Place:
    """A place for a worker that is replaced now and then."""

    def __init__(self, pool, number, tasks):
        self._pool = pool
        self._number = number
        self._tasks = tasks
        self._used = 0
        self._generation = 1

    @property
    def name(self):
        return f"{self._pool} worker {self._number}.{self._generation}"

    def use(self):
        self._used += 1
        if self._used == self._tasks:
            host.api.endEnvironment(self.name)
            self._used = 0
            self._generation += 1


class _LaterCall(Outcome):
    """A call that waits for a place."""

    def __init__(self, workers, name, crossing):
        super().__init__()
        self._workers = workers
        self._name = name
        self._crossing = crossing
        self._call = None
        self.place = None
        self.is_stopped = False

    def start(self, place):
        self.place = place
        self._call = self._workers.begin(place, self._name, self._crossing)
        self._call.then(self.settle)

    def stop(self):
        self.is_stopped = True
        if self._call is not None:
            self._call.stop()
        elif not self.done():
            self.settle(False, asyncio.CancelledError())
