"""Retries in Dagster: only the failed step runs again.

A retry policy with a delay; a step that cannot succeed is not tried again.
"""

import random
import time

from dagster import (
    Backoff,
    Config,
    DynamicOut,
    DynamicOutput,
    Failure,
    OpExecutionContext,
    RetryPolicy,
    job,
    op,
)


class Letters(Config):
    count: int = 26  # how many letters, up to 26


class Piece(Config):
    wait_ms: int = 20  # how long one attempt takes, in ms
    fail_rate: float = 0.3  # share of first and second attempts that fail
    broken: str = ""  # a letter that always fails, for example q
    seed: int = 1  # another seed, other failures


@op(out=DynamicOut(str))
def load_letters(config: Letters):
    for letter in "abcdefghijklmnopqrstuvwxyz"[: config.count]:
        yield DynamicOutput(letter, mapping_key=letter)


# Waits 0.02 s, then 0.06 s, then 0.14 s.
@op(
    retry_policy=RetryPolicy(
        max_retries=3, delay=0.02, backoff=Backoff.EXPONENTIAL
    )
)
def capital(
    context: OpExecutionContext, letter: str, config: Piece
) -> str:
    time.sleep(config.wait_ms / 1000)
    if letter == config.broken:
        raise Failure(f"{letter} is broken", allow_retries=False)
    attempt = context.retry_number + 1
    chance = random.Random(f"{config.seed} {letter} {attempt}").random()
    if attempt <= 2 and chance < config.fail_rate:
        raise Exception(f"{letter} failed at attempt {attempt}")
    return letter.upper()


@op
def merge(capitals: list[str]) -> str:
    return "".join(capitals)


@job
def letters_with_retries():
    merge(load_letters().map(capital).collect())
