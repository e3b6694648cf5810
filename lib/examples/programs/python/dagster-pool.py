"""Letters: one Dagster op with a pool in it.

Two steps: one with a pool of processes for all letters, one that merges.
"""

import time
from multiprocessing import Pool

from dagster import Config, OpExecutionContext, job, op


class Letters(Config):
    count: int = 26  # how many letters, up to 26
    wait_ms: int = 100  # how long each letter takes, in ms
    processes: int = 7  # of the pool: the original has 8 cores less one


def capital(letter: str, wait_ms: int) -> str:
    time.sleep(wait_ms / 1000)
    return letter.upper()


# Dagster sees one step: a letter has no row, no log and no retries.
@op
def process_letters(context: OpExecutionContext, config: Letters) -> list[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"[: config.count]
    work = [(letter, config.wait_ms) for letter in letters]
    with Pool(config.processes) as pool:
        capitals = pool.starmap(capital, work, chunksize=1)
    context.log.info(f"{len(capitals)} letters in one step")
    return capitals


@op
def merge(context: OpExecutionContext, capitals: list[str]) -> str:
    context.log.info(f"capitals: {capitals}")
    return "".join(capitals)


@job
def letters_in_a_pool():
    merge(process_letters())
