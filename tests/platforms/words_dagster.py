"""The lengths of some words: a mapped step for each."""

from dagster import Definitions, DynamicOut, DynamicOutput, job, op


@op(out=DynamicOut(str))
def words():
    for word in ["apple", "fig", "pear"]:
        yield DynamicOutput(word, mapping_key=word)


@op
def length(word: str) -> int:
    return len(word)


@op
def total(lengths: list) -> int:
    assert sorted(lengths) == [3, 4, 5], lengths
    return sum(lengths)


@job
def count_letters():
    total(words().map(length).collect())


defs = Definitions(jobs=[count_letters])
