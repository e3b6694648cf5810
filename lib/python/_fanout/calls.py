"""Calls of tasks, and maps of them."""

import asyncio
import contextvars
import itertools
import traceback
from dataclasses import dataclass

from pyodide.ffi import create_proxy, to_js

from . import host
from .errors import from_js, translated
from .span import current
from .values import arguments, dumps, loads
from .waiting import Gate, Pending


def call(name, args=(), kwargs=None):
    """Calls a task by its name. The call is made at once; its result can be awaited."""
    crossing = arguments(args, kwargs)
    with translated():
        promise = host.api.call(current.get(), name, crossing)
    return Pending(promise, loads)


class Outcome:
    """
    What becomes of a call: whether it succeeded, and its value or its error. Who asks is told at once, in the context
    of who made the call. A task that awaits it takes several turns of the loop: most of a short call's time.
    """

    def __init__(self):
        self._context = contextvars.copy_context()
        self._is_over = self._has_succeeded = False
        self._given = None
        self._asking = []

    def done(self):
        return self._is_over

    def then(self, take):
        """@param take is given whether the call succeeded, and its value or its error"""
        if self._is_over:
            take(self._has_succeeded, self._given)
        else:
            self._asking.append(take)

    def add_done_callback(self, function):
        self.then(lambda *_: function(self))

    def settle(self, has_succeeded, given):
        self._is_over, self._has_succeeded, self._given = True, has_succeeded, given
        asking, self._asking = self._asking, []
        for take in asking:
            try:
                self._context.run(take, has_succeeded, given)
            except BaseException:
                # As in a thread of CPython's.
                self._context.run(traceback.print_exc)

    def __await__(self):
        if not self._is_over:
            over = Gate()
            self.then(lambda *_: over.open())
            yield from over.__await__()
        if self._has_succeeded:
            return self._given
        assert isinstance(self._given, BaseException)
        raise self._given

    def stop(self):
        """Ends the call, and the worker that runs it."""


_ids = itertools.count(1)
# Those that have not come back, by their number.
_sent = {}
_state = {"come_back": None}


class _Sent(Outcome):
    def __init__(self):
        super().__init__()
        self.id = next(_ids)

    def stop(self):
        host.api.stopCall(self.id)

    def come_back(self, has_succeeded, crossed):
        try:
            given = self._context.run(lambda: loads(crossed) if has_succeeded else from_js(crossed))
        except Exception as error:
            has_succeeded, given = False, error
        self.settle(has_succeeded, given)


def _come_back(id, has_succeeded, crossed):
    with host.on_worker_loop():
        _sent.pop(id).come_back(has_succeeded, crossed)


def call_in(span, environment, name, crossing):
    """
    As `call`, in a pool of kept workers of its own. @param span that makes it @param environment what
    `define.environment` gives, as an object of JavaScript @param crossing what `values.arguments` gives
    @returns what becomes of it
    """
    if _state["come_back"] is None:
        # One for all calls: each proxy takes time.
        _state["come_back"] = create_proxy(_come_back)
    call = _Sent()
    with translated():
        host.api.callIn(span, name, crossing, environment, "pooled", call.id, _state["come_back"])
    _sent[call.id] = call
    return call


def _options(concurrency, min_success_ratio, strategy, chunk_size):
    options = {"concurrency": concurrency, "minSuccessRatio": min_success_ratio}
    if strategy is not None:
        options["strategy"] = strategy
    if chunk_size is not None:
        options["chunkSize"] = chunk_size
    return host.to_object(options)


def map_calls(
    name,
    items,
    *,
    star=False,
    key=None,
    concurrency=0,
    min_success_ratio=1,
    strategy=None,
    chunk_size=None,
    on_result=None,
):
    """
    Calls a task once for each item. @param star items are tuples of arguments @param key gives an item's name
    @returns an awaitable list in the order of the items: None where a failure is allowed
    """
    items = list(items)
    span = current.get()
    with translated():
        host.api.checkCount(span, name, len(items))
    crossing = [arguments(item, None) for item in items] if star else [dumps(item) for item in items]
    keys = to_js([str(key(item))[:300] for item in items]) if key else None
    options = _options(concurrency, min_success_ratio, strategy, chunk_size)
    with translated():
        promise = host.api.map(span, name, to_js(crossing), star, keys, options, on_result)
    return Pending(promise, lambda results: [loads(each) for each in results])


@dataclass(frozen=True, slots=True)
class MapResult:
    """One result of a map whose results are taken as they arrive."""

    index: int
    key: str | None
    value: object


async def map_unordered(name, items, *, key=None, **options):
    """Results of a map as they arrive. Its failure is raised after them."""
    items = list(items)
    keys = [str(key(item))[:300] for item in items] if key else None
    arrived = asyncio.Queue()
    over = object()

    def on_result(index, crossed):
        arrived.put_nowait(MapResult(index, None if keys is None else keys[index], loads(crossed)))

    proxy = create_proxy(on_result)
    results = map_calls(name, items, key=key, on_result=proxy, **options)

    async def finish():
        try:
            await results
        finally:
            arrived.put_nowait(over)

    finished = asyncio.ensure_future(finish())
    try:
        while (each := await arrived.get()) is not over:
            yield each
        await finished
    finally:
        proxy.destroy()
