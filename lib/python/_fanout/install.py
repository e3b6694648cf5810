"""Puts Fanout's parts into the standard library, once, before anything of a program is imported."""

from . import errnos, threads

errnos.install()
threads.install()

from .mp import semlock  # noqa: E402

semlock.install()

from . import c_types, fork, loop, missing, pools, raw_memory, refused, work  # noqa: E402
from .mp import blocks  # noqa: E402

blocks.install()

from .mp import executor, inline, pipes, pool, process, queues, shared  # noqa: E402

for part in (c_types, fork, loop, pools, work, pool, executor, process, queues, pipes, shared, inline, raw_memory):
    part.install()

for part in (missing, refused):
    part.install()
