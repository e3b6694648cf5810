"""Letters: dynamic outputs in Dagster.

One mapped step for each letter, and a step that collects them.
"""

import time

from dagster import (
    Config,
    DynamicOut,
    DynamicOutput,
    OpExecutionContext,
    RetryPolicy,
    job,
    op,
)


class Letters(Config):
    count: int = 26  # how many letters, up to 26


class Piece(Config):
    wait_ms: int = 100  # how long each letter takes, in ms


@op(out=DynamicOut(str))
def load_letters(context: OpExecutionContext, config: Letters):
    letters = "abcdefghijklmnopqrstuvwxyz"[: config.count]
    context.log.info(f"{len(letters)} letters")
    for letter in letters:
        yield DynamicOutput(letter, mapping_key=letter)


# A separate step for each letter, with its own row, log and retries.
@op(retry_policy=RetryPolicy(max_retries=1))
def capital(letter: str, config: Piece) -> str:
    time.sleep(config.wait_ms / 1000)
    return letter.upper()


# The values come in the order in which the letters were yielded.
@op
def merge(context: OpExecutionContext, capitals: list[str]) -> str:
    context.log.info(f"capitals: {capitals}")
    return "".join(capitals)


@job
def letters():
    merge(load_letters().map(capital).collect())
