"""A node of a workflow: a call of a task, a workflow or a launch plan, or a choice between some."""

import datetime
from typing import Any

from _flyte.settings import without_effect

from .cache import Cache


class Node:
    """@param bindings by input: a value, with promises in it"""

    def __init__(self, id, entity, bindings):
        self.id = id
        self.flyte_entity = entity
        self.bindings = bindings
        self.before: list[Node] = []
        self.settings: dict[str, Any] = {}

    @property
    def name(self):
        return self.id

    def runs_before(self, other):
        if self not in other.before:
            other.before.append(self)

    def __rshift__(self, other):
        self.runs_before(other)
        return other

    def with_overrides(
        self,
        node_name=None,
        aliases=None,
        requests=None,
        limits=None,
        timeout=None,
        retries=None,
        interruptible=None,
        name=None,
        task_config=None,
        container_image=None,
        accelerator=None,
        cache=None,
        cache_version=None,
        cache_serialize=None,
        **others,
    ):
        if isinstance(cache, Cache):
            cache_version = cache.get_version(None) if cache.version is None else cache.version
            cache = True
        if cache and cache_version is None:
            cache_version = ""
        if retries is not None:
            self.settings["retries"] = retries
        if isinstance(timeout, (int, datetime.timedelta)):
            seconds = timeout.total_seconds() if isinstance(timeout, datetime.timedelta) else timeout
            if seconds:
                self.settings["timeout"] = seconds * 1000
        if cache is not None:
            self.settings |= {"cache": bool(cache), "cacheVersion": str(cache_version or "")}
        without_effect(
            "flytekit",
            requests=requests,
            limits=limits,
            interruptible=interruptible,
            task_config=task_config,
            container_image=container_image,
            accelerator=accelerator,
            **others,
        )
        return self

    def __repr__(self):
        return f"Node(ID: {self.id})"


class Graph:
    """A workflow that is compiled. @param outputs by name: a value, with promises in it"""

    def __init__(self, nodes, outputs):
        self.nodes = nodes
        self.outputs = outputs
