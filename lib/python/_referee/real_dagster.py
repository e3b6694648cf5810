"""The real Dagster in a browser: no threads, no sockets, no files that outlive it."""

import asyncio
import logging
import types

from . import stubs

_STUBS = ("grpc", "grpc_health", "watchdog", "tqdm")


def prepare():
    stubs.install(_STUBS)
    from dagster._core.storage.event_log import in_memory as events
    from dagster._core.storage.runs import in_memory as runs

    import dagster  # noqa: F401
    from dagster._core.execution import context_creation_job

    # Databases in memory are made whole: there is nothing to migrate.
    runs.stamp_alembic_rev = events.stamp_alembic_rev = lambda *_, **__: None
    context_creation_job.asyncio = types.SimpleNamespace(
        new_event_loop=_Loop, AbstractEventLoop=asyncio.AbstractEventLoop
    )
    # Its own lines on standard error: the log is read from the instance.
    logging.lastResort = None
    logging.raiseExceptions = False


class _Loop(asyncio.AbstractEventLoop):
    """The loop that Dagster makes for each run. Coroutines that wait need a stack that can be suspended."""

    def run_until_complete(self, future):
        from pyodide.ffi import can_run_sync, run_sync

        if can_run_sync():
            return run_sync(future)
        try:
            future.send(None)
        except StopIteration as end:
            return end.value
        raise RuntimeError("an op that awaits needs a browser that can suspend Python (Chromium)")

    async def shutdown_asyncgens(self):
        pass

    def close(self):
        pass
