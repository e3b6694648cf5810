"""Retries, timeouts, reuse and caching, checked as Flyte checks them."""

import hashlib
import inspect
import math
import textwrap
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal, Protocol, get_args, runtime_checkable

from ._logging import logger


@dataclass(frozen=True)
class Backoff:
    """The n-th retry, from 0, waits for min(base * factor**n, cap)."""

    base: timedelta
    factor: float = 1.0
    cap: timedelta | None = None

    def __post_init__(self):
        if self.base < timedelta(0):
            raise ValueError(f"Backoff.base must be >= 0, got {self.base}")
        if not isinstance(self.factor, (int, float)) or math.isnan(self.factor) or math.isinf(self.factor):
            raise ValueError(f"Backoff.factor must be a finite number, got {self.factor!r}")
        if self.factor < 1.0:
            raise ValueError(f"Backoff.factor must be >= 1.0, got {self.factor}")
        if self.cap is not None and self.cap < timedelta(0):
            raise ValueError(f"Backoff.cap must be >= 0, got {self.cap}")
        if self.factor > 1.0 and self.cap is None:
            raise ValueError("Backoff.cap is required when factor > 1.0 to prevent unbounded growth")

    def compute_delay(self, n: int) -> timedelta:
        if n < 0:
            raise ValueError(f"Retry index n must be >= 0, got {n}")
        try:
            delay = self.base * (self.factor**n)
        except OverflowError:
            if self.cap is None:
                raise
            return self.cap
        return delay if self.cap is None else min(delay, self.cap)


@dataclass
class RetryStrategy:
    count: int
    backoff: Backoff | None = None

    def __post_init__(self):
        if not isinstance(self.count, int):
            raise ValueError(f"RetryStrategy.count must be an int (a retry count), got {self.count!r}")
        if self.count < 0:
            raise ValueError(f"RetryStrategy.count must be greater than or equal to 0, got {self.count}")


def retries_of(given) -> RetryStrategy:
    if isinstance(given, int):
        return RetryStrategy(count=given)
    if given is not None and not isinstance(given, RetryStrategy):
        raise ValueError(f"retries must be an int (a retry count) or a flyte.RetryStrategy, got {given!r}")
    return given if given is not None else RetryStrategy(0)


@dataclass
class Timeout:
    """Bounds of a task: seconds or a timedelta; none, or 0, is no bound."""

    max_runtime: timedelta | int | None = None
    max_queued_time: timedelta | int | None = None
    deadline: timedelta | int | None = None


TimeoutType = Timeout | int | timedelta


def timeout_from_request(timeout: TimeoutType) -> Timeout:
    if isinstance(timeout, Timeout):
        return timeout
    if isinstance(timeout, int):
        return Timeout(max_runtime=timedelta(seconds=timeout))
    if isinstance(timeout, timedelta):
        return Timeout(max_runtime=timeout)
    raise ValueError("Timeout must be an instance of Timeout, int, or timedelta.")


def _at_least_30(name, given):
    if isinstance(given, int):
        given = timedelta(seconds=given)
    elif not isinstance(given, timedelta):
        raise ValueError(f"{name} must be an int (seconds) or a timedelta")
    if given.total_seconds() < 30:
        raise ValueError(f"{name} must be at least 30 seconds")
    return given


@dataclass
class ReusePolicy:
    """Containers that are kept: `replicas` of them, each with `concurrency` tasks at once."""

    replicas: Any = 2
    idle_ttl: int | timedelta = 30
    concurrency: int = 1
    scaledown_ttl: int | timedelta = 30
    scope: Literal["global", "run"] = "global"

    def __post_init__(self):
        if self.scope not in ("global", "run"):
            raise ValueError('scope must be "global" or "run"')
        if self.replicas is None:
            raise ValueError("replicas cannot be None")
        if isinstance(self.replicas, int):
            self.replicas = (self.replicas, self.replicas)
        elif not isinstance(self.replicas, tuple) or len(self.replicas) != 2:
            raise ValueError("replicas must be an int or a tuple of two ints")
        for label, value in zip(("min", "max"), self.replicas, strict=True):
            if not isinstance(value, int):
                raise ValueError(f"replicas {label} must be an int, got {value!r}")
            if value < 0:
                raise ValueError(f"replicas {label} must be greater than or equal to 0, got {value}")
        least, most = self.replicas
        if least > most:
            raise ValueError(f"replicas min ({least}) must be less than or equal to max ({most})")
        if not isinstance(self.concurrency, int):
            raise ValueError(f"concurrency must be an int, got {self.concurrency!r}")
        if self.concurrency < 1:
            raise ValueError(f"concurrency must be at least 1, got {self.concurrency}")
        self.idle_ttl = _at_least_30("idle_ttl", self.idle_ttl)
        if most == 1 and self.concurrency == 1:
            logger.warning(
                "It is recommended to use a minimum of 2 replicas, to avoid starvation. "
                "Starvation can occur if a task is running and no other replicas are available to handle new tasks."
                "Options, increase concurrency, increase replicas or turn-off reuse for the parent task, "
                "that runs child tasks."
            )
        self.scaledown_ttl = _at_least_30("scaledown_ttl", self.scaledown_ttl)

    @property
    def min_replicas(self) -> int:
        return self.replicas[0]

    @property
    def max_replicas(self) -> int:
        return self.replicas[1]

    def get_scaledown_ttl(self) -> timedelta:
        return self.scaledown_ttl  # type: ignore[return-value]


CacheBehavior = Literal["auto", "override", "disable"]
_ALIASES = {
    **dict.fromkeys(("enable", "enabled", "on", "true", "yes"), "auto"),
    **dict.fromkeys(("off", "false", "no", "none"), "disable"),
}


@runtime_checkable
class CachePolicy(Protocol):
    def get_version(self, salt: str, params: Any) -> str: ...


class FunctionBodyPolicy:
    """The version is a hash of the function's source."""

    def get_version(self, salt, params):
        try:
            source = textwrap.dedent(inspect.getsource(params.func))
        except OSError, TypeError:
            source = getattr(params.func, "__qualname__", "")
        return hashlib.sha256(f"{salt}{source}".encode()).hexdigest()


@dataclass
class VersionParameters:
    func: Any
    image: Any = None
    code_bundle: Any = None


@dataclass
class Cache:
    behavior: Any
    version_override: str | None = None
    serialize: bool = False
    ignored_inputs: tuple[str, ...] | str = field(default_factory=tuple)
    salt: str = ""
    policies: Any = None
    max_age: timedelta | int | None = None

    def __post_init__(self):
        if isinstance(self.max_age, bool) or not isinstance(self.max_age, (int, timedelta, type(None))):
            raise TypeError("max_age must be an int (seconds), timedelta, or None")
        if isinstance(self.max_age, int):
            self.max_age = timedelta(seconds=self.max_age)
        if self.max_age is not None and self.max_age < timedelta(0):
            raise ValueError("max_age must be nonnegative")
        valid = get_args(CacheBehavior)
        if isinstance(self.behavior, str) and self.behavior not in valid:
            self.behavior = _ALIASES.get(self.behavior.lower(), self.behavior)
        if self.behavior not in valid:
            raise ValueError(
                f"Invalid cache behavior: {self.behavior!r}. Must be one of {list(valid)} "
                f"(aliases accepted: {sorted(_ALIASES)})."
            )
        ignored = self.ignored_inputs
        self._ignored_inputs = (ignored,) if isinstance(ignored, str) else tuple(ignored)
        if self.behavior == "disable":
            return
        if self.policies is None:
            self.policies = [FunctionBodyPolicy()]
        elif isinstance(self.policies, CachePolicy):
            self.policies = [self.policies]
        if self.version_override is None and not self.policies:
            raise ValueError("If version is not defined then at least one cache policy needs to be set")

    def is_enabled(self) -> bool:
        return self.behavior in ("auto", "override")

    def get_ignored_inputs(self) -> tuple[str, ...]:
        return self._ignored_inputs

    def get_version(self, params=None) -> str:
        if not self.is_enabled():
            return ""
        if self.version_override is not None:
            return self.version_override
        if params is None:
            raise ValueError("Version parameters must be provided when version_override is not set.")
        text = ""
        for policy in self.policies or ():
            try:
                text += policy.get_version(self.salt, params)
            except Exception as error:
                raise ValueError(f"Failed to generate version for cache policy {policy}.") from error
        return hashlib.sha256(text.encode()).hexdigest()


CacheRequest = CacheBehavior | Cache


def cache_from_request(cache: CacheRequest) -> Cache:
    return cache if isinstance(cache, Cache) else Cache(behavior=cache)
