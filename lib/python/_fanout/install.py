"""Puts Fanout's parts into the standard library, once, before anything of a program is imported."""

from . import threads

threads.install()

from .mp import semlock  # noqa: E402

semlock.install()

from . import loop, work  # noqa: E402
from .mp import executor, pool, process, queues, refused, shared  # noqa: E402

for part in (loop, work, pool, executor, process, queues, refused, shared):
    part.install()
