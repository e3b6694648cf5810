"""Environments: what tasks have in common."""

import inspect
import re
import weakref
from dataclasses import dataclass, field, replace
from typing import Any

from _flyte.settings import without_effect

from . import _cluster
from ._image import Image
from ._interface import NativeInterface
from ._policies import Cache, ReusePolicy
from ._settings import PodTemplate, Resources, Secret
from ._task import MAX_INLINE_IO_BYTES, AsyncFunctionTaskTemplate

_NAME = re.compile(r"^[a-z0-9]+([_-][a-z0-9]+)*$")


def _check(value, kinds, name, expected):
    if value and not isinstance(value, kinds):
        raise TypeError(f"Expected {name} to be of type {expected}, got {type(value)}")


@dataclass
class Environment:
    name: str
    depends_on: list = field(default_factory=list)
    pod_template: Any = None
    description: str | None = None
    secrets: Any = None
    env_vars: dict[str, str] | None = None
    resources: Resources | None = None
    interruptible: bool = False
    image: Any = "auto"
    include: tuple[str, ...] = field(default_factory=tuple)
    service_account: str | None = None

    def __post_init__(self):
        _check(self.image, (Image, str), "image", "str or Image")
        _check(self.secrets, (str, Secret, list), "secrets", "SecretRequest")
        _check(self.service_account, str, "service_account", "str")
        for each in self.depends_on:
            if not isinstance(each, Environment):
                raise TypeError(f"Expected depends_on to be of type List[Environment], got {type(each)}")
        _check(self.resources, Resources, "resources", "Resources")
        _check(self.env_vars, dict, "env_vars", "Dict[str, str]")
        _check(self.pod_template, (str, PodTemplate), "pod_template", "str or PodTemplate")
        if isinstance(self.include, str):
            raise TypeError(f"Expected include to be a sequence of str paths, got a bare str ({self.include!r}).")
        self.include = tuple(self.include)
        if not _NAME.match(self.name):
            raise ValueError(f"Environment name '{self.name}' must be in snake_case or kebab-case format.")
        without_effect(
            "flyte",
            image=self.image if self.image != "auto" else None,
            resources=self.resources,
            secrets=self.secrets,
            env_vars=self.env_vars,
            include=self.include,
            pod_template=self.pod_template,
            interruptible=self.interruptible,
            service_account=self.service_account,
        )

    def add_dependency(self, *env):
        for each in env:
            if not isinstance(each, Environment):
                raise TypeError(f"Expected Environment, got {type(each)}")
            if each.name == self.name:
                raise ValueError("Cannot add self as a dependency")
            if each not in self.depends_on:
                self.depends_on.append(each)


@dataclass
class TaskEnvironment(Environment):
    cache: Any = "disable"
    reusable: ReusePolicy | None = None
    plugin_config: Any = None
    queue: str | None = None
    _tasks: dict = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self):
        super().__post_init__()
        if self.reusable is not None and self.plugin_config is not None:
            raise ValueError("Cannot set plugin_config when environment is reusable.")
        _check(self.reusable, ReusePolicy, "reusable", "ReusePolicy")
        _check(self.cache, (str, Cache), "cache", "str or Cache")

    def clone_with(self, name, image=None, resources=None, env_vars=None, secrets=None, depends_on=None, **kwargs):
        """An environment with other settings."""
        known = {"description", "interruptible", "include", "service_account", "cache", "reusable", "plugin_config"}
        if unknown := [each for each in kwargs if each not in known]:
            raise TypeError(f"Unexpected keyword arguments: {unknown}")
        given = {"image": image, "resources": resources, "env_vars": env_vars, "secrets": secrets, **kwargs}
        given["depends_on"] = depends_on
        kept = {each: value for each, value in given.items() if value is not None or each == "reusable"}
        if "reusable" not in kwargs:
            kept.pop("reusable", None)
        return replace(self, name=name, **kept)

    def task(
        self,
        _func=None,
        *,
        short_name=None,
        cache=None,
        retries=0,
        timeout=0,
        docs=None,
        pod_template=None,
        report=False,
        interruptible=None,
        max_inline_io_bytes=MAX_INLINE_IO_BYTES,
        queue=None,
        service_account=None,
        triggers=(),
        links=(),
        task_resolver=None,
        entrypoint=False,
        produces_artifacts=False,
    ):
        """Makes a function a task of this environment."""
        if self.reusable is not None:
            if pod_template is not None:
                raise ValueError("Cannot set pod_template when environment is reusable.")
            if service_account is not None and service_account != self.service_account:
                raise ValueError("Cannot override service_account when environment is reusable.")

        def decorate(func):
            if not inspect.iscoroutinefunction(func) and self.reusable is not None and self.reusable.concurrency > 1:
                raise ValueError(
                    "Reusable environments with concurrency greater than 1 are only supported for async tasks. "
                    "Please use an async function or set concurrency to 1."
                )
            made = AsyncFunctionTaskTemplate(
                func=func,
                name=f"{self.name}.{func.__name__}",
                interface=NativeInterface.from_callable(func),
                image=self.image,
                resources=self.resources,
                cache=cache or self.cache,
                retries=retries,
                timeout=timeout,
                reusable=self.reusable,
                docs=docs,
                env_vars=self.env_vars,
                secrets=self.secrets,
                service_account=service_account or self.service_account,
                pod_template=pod_template or self.pod_template,
                parent_env=weakref.ref(self),
                parent_env_name=self.name,
                report=report,
                short_name=short_name or func.__name__,
                plugin_config=self.plugin_config,
                max_inline_io_bytes=max_inline_io_bytes,
                queue=queue or self.queue,
                interruptible=self.interruptible if interruptible is None else interruptible,
                entrypoint=entrypoint,
                produces_artifacts=produces_artifacts,
                triggers=tuple(triggers) if isinstance(triggers, (list, tuple)) else (triggers,),
                links=tuple(links) if isinstance(links, (list, tuple)) else (links,),
                task_resolver=task_resolver,
            )
            self._tasks[made.name] = made
            _cluster.define(made)
            return made

        return decorate if _func is None else decorate(_func)

    @property
    def tasks(self):
        return self._tasks

    @classmethod
    def from_task(cls, name, *tasks, depends_on=None):
        """An environment that has these tasks."""
        if any(each.parent_env is not None and each.parent_env() is not None for each in tasks):
            raise ValueError("Tasks cannot assigned to multiple environments.")
        if len({each.image for each in tasks}) > 1:
            raise ValueError("Tasks must have the same image to be in the same environment.")
        made = cls(name, image=tasks[0].image if tasks else "auto", depends_on=depends_on or [])
        for each in tasks:
            made._tasks[each.name] = each
            each.parent_env = weakref.ref(made)
            each.parent_env_name = name
        return made
