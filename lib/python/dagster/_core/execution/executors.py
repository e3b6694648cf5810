"""Executors, as far as they say how many steps may run at once."""

from ..._config.schema import Array, Field, Permissive, Selector, Shape, resolve
from ..definitions.utils import check_valid_name

_RETRIES = Field(Selector({"enabled": Field({}), "disabled": Field({}), "deferred": Field({})}), {"enabled": {}})
_IN_PROCESS = {
    "retries": _RETRIES,
    "marker_to_close": Field(str, is_required=False),
    "step_execution_mode": Field(str, is_required=False),
}
_MULTIPROCESS = {
    "max_concurrent": Field(resolve(int), is_required=False),
    "retries": _RETRIES,
    "start_method": Field(Permissive(), is_required=False),
    "step_execution_mode": Field(str, is_required=False),
    "tag_concurrency_limits": Field(Array(Permissive()), is_required=False),
}


class ExecutorDefinition:
    """@param limits given its config: the most steps at once, or None; and the limits by tags"""

    def __init__(self, name, config_schema=None, limits=lambda _: (None, ()), executor_creation_fn=None, **_):
        self.name = check_valid_name(name)
        self.config_field = Field({} if config_schema is None else config_schema, is_required=False)
        self.limits = limits
        self.configured_with = None

    def configured(self, config, name=None, config_schema=None, description=None):
        made = ExecutorDefinition(name or self.name, None, self.limits)
        made.config_field = self.config_field
        made.configured_with = config
        return made

    def limits_of(self, config):
        """@param config of the run @returns the most steps at once, or None; limits by tags"""
        return self.limits(self.configured_with or config or {})


def _multiprocess(config):
    return config.get("max_concurrent") or None, tuple(config.get("tag_concurrency_limits") or ())


def _either(config):
    if "in_process" in config:
        return 1, ()
    return _multiprocess(config.get("multiprocess") or {})


in_process_executor = ExecutorDefinition("in_process", _IN_PROCESS, lambda _: (1, ()))
multiprocess_executor = ExecutorDefinition("multiprocess", _MULTIPROCESS, _multiprocess)
multi_or_in_process_executor = ExecutorDefinition(
    "multi_or_in_process_executor",
    Field(
        Selector({"multiprocess": Field(Shape(_MULTIPROCESS), {}), "in_process": Field(Shape(_IN_PROCESS), {})}),
        {"multiprocess": {}},
    ),
    _either,
)


def executor(name=None, config_schema=None, requirements=None):
    """An executor of the program's own: its steps run as Fanout's strategies run them."""
    if callable(name):
        return ExecutorDefinition(name.__name__)
    return lambda function: ExecutorDefinition(name or function.__name__, config_schema)


class TagLimits:
    """Counts running steps by tags. @param limits of `tag_concurrency_limits`"""

    def __init__(self, limits):
        self._limits = limits
        self._running = {}

    def _keys(self, tags):
        for i, each in enumerate(self._limits):
            key, value = each["key"], each.get("value")
            if key not in tags:
                continue
            if isinstance(value, dict):
                yield (i, tags[key]), each["limit"]
            elif value is None or value == tags[key]:
                yield (i, None), each["limit"]

    def admits(self, tags):
        return all(self._running.get(key, 0) < limit for key, limit in self._keys(tags))

    def begin(self, tags, by=1):
        for key, _ in self._keys(tags):
            self._running[key] = self._running.get(key, 0) + by

    def end(self, tags):
        self.begin(tags, -1)
