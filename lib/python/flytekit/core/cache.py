"""Caching of tasks, checked as flytekit checks it."""

import hashlib
import inspect
import textwrap
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable


@dataclass
class VersionParameters:
    func: Any
    container_image: Any = None
    pod_template: Any = None
    pod_template_name: str | None = None


@runtime_checkable
class CachePolicy(Protocol):
    def get_version(self, salt: str, params: VersionParameters) -> str: ...


@dataclass
class Cache:
    version: str | None = None
    serialize: bool = False
    ignored_inputs: tuple[str, ...] | str = ()
    salt: str = ""
    policies: Any = None

    def __post_init__(self):
        ignored = self.ignored_inputs
        self._ignored_inputs = (ignored,) if isinstance(ignored, str) else tuple(ignored)
        if isinstance(self.policies, CachePolicy):
            self.policies = [self.policies]
        if self.version is None and not self.policies:
            raise ValueError("If version is not defined then at least one cache policy needs to be set")

    def get_ignored_inputs(self):
        return self._ignored_inputs

    def get_version(self, params):
        if self.version is not None:
            return self.version
        text = ""
        for policy in self.policies:
            try:
                text += policy.get_version(self.salt, params)
            except Exception as error:
                raise ValueError(f"Failed to generate version for cache policy {policy}.") from error
        return hashlib.sha256(text.encode()).hexdigest()


class CacheFunctionBody:
    """The version is a hash of the function's source."""

    def get_version(self, salt, params):
        try:
            source = textwrap.dedent(inspect.getsource(params.func))
        except OSError, TypeError:
            source = getattr(params.func, "__qualname__", "")
        return hashlib.sha256(f"{salt}{source}".encode()).hexdigest()
