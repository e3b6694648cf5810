"""The lengths of some words: a task for each, in parallel."""

import asyncio

import flyte

env = flyte.TaskEnvironment(name="words")


@env.task
async def length(word: str) -> int:
    return len(word)


@env.task
async def count_letters() -> int:
    lengths = await asyncio.gather(*(length(word) for word in ["apple", "fig", "pear"]))
    assert list(lengths) == [5, 3, 4], lengths
    return sum(lengths)
