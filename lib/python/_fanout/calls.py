"""Calls of tasks, and maps of them."""

import asyncio
from dataclasses import dataclass

from pyodide.ffi import create_proxy, to_js

from . import host
from .errors import translated
from .span import current
from .values import arguments, dumps, loads
from .waiting import Pending


def call(name, args=(), kwargs=None):
    """Calls a task by its name. The call is made at once; its result can be awaited."""
    crossing = arguments(args, kwargs)
    with translated():
        promise = host.api.call(current.get(), name, crossing)
    return Pending(promise, loads)


def call_in(span, environment, name, crossing):
    """
    As `call`, in a pool of kept workers of its own. @param span that makes it @param environment what
    `define.environment` gives @param crossing what `values.arguments` gives
    """
    with translated():
        call = host.api.callIn(span, name, crossing, host.to_object(environment), "pooled")
        return Pending(call.promise, loads, call.stop)


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
