"""The lengths of some words: a map task over them."""

from flytekit import map_task, task, workflow


@task
def length(word: str) -> int:
    return len(word)


@task
def total(lengths: list[int]) -> int:
    assert lengths == [5, 3, 4], lengths
    return sum(lengths)


@workflow
def count_letters(words: list[str] = ["apple", "fig", "pear"]) -> int:
    return total(lengths=map_task(length)(word=words))
