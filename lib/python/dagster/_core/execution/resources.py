"""Resources of a run or a step: made before it, ended after it."""

import contextlib
import inspect

from ..definitions.resource_definition import Hardcoded, Instance
from ..errors import DagsterError, DagsterResourceFunctionError, DagsterUnknownResourceError


class Resources:
    """`context.resources`. @param values by name @param originals before a factory made something of them"""

    def __init__(self, values, originals):
        self.__dict__["_values"] = values
        self.__dict__["_originals"] = originals

    def __getattr__(self, name):
        try:
            return self.__dict__["_values"][name]
        except KeyError:
            raise DagsterUnknownResourceError(name) from None

    def get(self, name):
        return self._values.get(name)

    def original(self, name):
        return self._values[name]

    def _asdict(self):
        return dict(self._values)


class InitResourceContext:
    def __init__(self, config, resources, run, log):
        self.resource_config = config
        self.resources = resources
        self.run = self.dagster_run = run
        self.run_id = run.run_id if run else None
        self.log = log
        self.instance = None


@contextlib.contextmanager
def initialized(definitions, run, log):
    """@param definitions by name: pairs of a definition and its config @raises DagsterResourceFunctionError"""
    with contextlib.ExitStack() as stack:
        values = {}
        resources = Resources(values, {})
        for name in _ordered(definitions):
            definition, config = definitions[name]
            context = InitResourceContext(config, resources, run, log)
            values[name] = _value(name, definition, context, stack)
        yield resources


def opened(resources, run=None, log=None, config=None):
    """Resources of a context that a program makes. @returns them; `close` ends them"""
    from ..definitions.resource_definition import wrapped_resources

    definitions = {}
    for name, each in wrapped_resources(resources).items():
        given = ((config or {}).get(name) or {}).get("config")
        definitions[name] = (each, given if each.configured_with is None else each.configured_with)
    stack = contextlib.ExitStack()
    made = stack.enter_context(initialized(definitions, run, log))
    made.__dict__["close"] = stack.close
    return made


@contextlib.contextmanager
def build_resources(resources, instance=None, resource_config=None, dagster_run=None, log_manager=None, **_):
    made = opened(resources, dagster_run, log_manager, resource_config)
    try:
        yield made
    finally:
        made.close()


def build_init_resource_context(config=None, resources=None, instance=None):
    from . import engine
    from .context.logs import DagsterLogManager

    log = DagsterLogManager(lambda level, text: engine.log(level, text))
    made = InitResourceContext(config, opened(resources), None, log)
    made.instance = instance
    return made


def _ordered(definitions):
    """Those that others need come first, as Dagster sorts them: in levels."""
    order, left = [], set(definitions)
    while left:
        level = [name for name in left if not (definitions[name][0].required_resource_keys & left) - {name}]
        order += sorted(level or left)
        left -= set(order)
    return order


def _value(name, definition, context, stack):
    from ..._config.pythonic import ConfigurableResource

    try:
        if isinstance(definition, Instance):
            value = definition.with_config(context.resource_config)
        elif isinstance(definition, Hardcoded):
            value = definition.value
        else:
            value = definition(context) if definition.takes_context() else definition()
        if isinstance(value, ConfigurableResource):
            stack.enter_context(value.yield_for_execution(context))
            return value.create_resource(context)
        if inspect.isgenerator(value):
            return stack.enter_context(contextlib.contextmanager(lambda: value)())
        if not isinstance(definition, Hardcoded) and hasattr(value, "__enter__") and hasattr(value, "gen"):
            return stack.enter_context(value)
        return value
    except DagsterError:
        raise
    except Exception as error:
        raise DagsterResourceFunctionError(
            f"Error executing resource_fn on ResourceDefinition {name}", error
        ) from error
