"""Retries of an op."""

import random
from enum import Enum
from typing import NamedTuple

from .. import check
from ..errors import DagsterInvalidDefinitionError


class Backoff(Enum):
    LINEAR = "LINEAR"
    EXPONENTIAL = "EXPONENTIAL"


class Jitter(Enum):
    FULL = "FULL"
    PLUS_MINUS = "PLUS_MINUS"


class _RetryPolicy(NamedTuple):
    max_retries: int
    delay: float | None
    backoff: Backoff | None
    jitter: Jitter | None


class RetryPolicy(_RetryPolicy):
    """@param delay seconds"""

    def __new__(cls, max_retries=1, delay=None, backoff=None, jitter=None):
        if backoff is not None and delay is None:
            raise DagsterInvalidDefinitionError("Can not set jitter on RetryPolicy without also setting delay")
        if jitter is not None and delay is None:
            raise DagsterInvalidDefinitionError("Can not set backoff on RetryPolicy without also setting delay")
        check.inst(max_retries, "max_retries", int)
        check.number(delay, "delay", optional=True)
        check.inst(backoff, "backoff", Backoff, optional=True)
        check.inst(jitter, "jitter", Jitter, optional=True)
        return super().__new__(cls, max_retries, delay, backoff, jitter)

    def calculate_delay(self, attempt_num):
        """Seconds before an attempt. @param attempt_num of the retry, from 1"""
        base = self.delay or 0
        delay = base
        if self.backoff is Backoff.EXPONENTIAL:
            delay = (2**attempt_num - 1) * base
        elif self.backoff is Backoff.LINEAR:
            delay = base * attempt_num
        if self.jitter is Jitter.FULL:
            delay = random.random() * delay
        elif self.jitter is Jitter.PLUS_MINUS:
            delay += 2 * random.random() * base - base
        return delay
