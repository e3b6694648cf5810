"""The real Flyte 2 in a browser: its background threads are loops that run where they are asked."""

import os
import threading

from . import loops, stubs

_STUBS = (
    "OpenSSL", "asyncssh", "cryptography", "grpc", "keyring", "obstore", "protovalidate", "pyqwest", "sentry_sdk",
)  # fmt: skip


def prepare():
    stubs.install(_STUBS, {"obstore.fsspec": {"register": lambda *_, **__: None}})
    loops.install()
    # Its own log goes to standard error then, and not to standard output.
    os.environ["DISABLE_RICH_LOGGING"] = "1"
    start = threading.Thread.start
    # It starts threads when it is imported, which nothing waits for.
    threading.Thread.start = lambda self: None
    try:
        from flyte._internal.controllers import _local_controller
        from flyte._utils import asyn, asyncify
        from flyte.syncify import _api

        import flyte  # noqa: F401
    finally:
        threading.Thread.start = start
    _api._BackgroundLoop = _replaced(_api._BackgroundLoop)
    _local_controller._TaskRunner.get_run_future = lambda self, coroutine: loops.future(coroutine)
    asyn._TaskRunner.run = lambda self, coroutine: loops.run(coroutine)
    asyncify.run_sync_in_thread = _at_once


async def _at_once(function, *args, **kwargs):
    return function(*args, **kwargs)


def _replaced(kind):
    """Coroutines run in the loop of who awaits them, or in one that runs until they end."""

    def call_in_loop_sync(self, coroutine):
        result = loops.run(coroutine)
        return self.iterate_in_loop_sync(result) if hasattr(result, "__aiter__") else result

    def iterate_in_loop_sync(self, generator):
        while True:
            try:
                yield loops.run(generator.__anext__())
            except StopAsyncIteration:
                return

    async def iterate_in_loop(self, generator):
        async for each in generator:
            yield each

    async def aio(self, coroutine):
        return await coroutine

    for method in (call_in_loop_sync, iterate_in_loop_sync, iterate_in_loop, aio):
        setattr(kind, method.__name__, method)
    kind.is_in_loop = lambda self: False
    return kind
