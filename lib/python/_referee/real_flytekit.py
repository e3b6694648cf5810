"""The real flytekit in a browser, which says that it was not tried with this Python: one type is registered twice."""

import os
import types
import typing

from . import loops, stubs

_STUBS = (
    "adlfs", "aiohttp", "botocore", "docker", "gcsfs", "grpc", "grpc_status", "keyring", "multidict", "s3fs", "statsd",
    "yarl",
)  # fmt: skip


def prepare():
    stubs.install(_STUBS)
    loops.install()
    # Its own log goes to standard error then, and not to standard output.
    os.environ["FLYTE_SDK_RICH_TRACEBACKS"] = "0"
    # `X | Y` and `Union[X, Y]` are one type in this Python: while flytekit is imported, they are two again.
    one, types.UnionType = types.UnionType, _Apart
    try:
        from flytekit.utils import asyn

        import flytekit
    finally:
        types.UnionType = one
    flytekit.core.type_engine.TypeEngine._REGISTRY[one] = flytekit.core.type_engine.TypeEngine._REGISTRY[typing.Union]
    asyn._TaskRunner.run = lambda self, coroutine: loops.run(coroutine)


class _Apart:
    pass
