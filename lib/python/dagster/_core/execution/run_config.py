"""Run config: what it may hold for a job, and what it holds."""

from ..._config.pythonic import Config
from ..._config.schema import ANY, Field, Shape, input_type
from ..definitions.composition import InputMappingNode
from ..errors import DagsterConfigMappingFunctionError, DagsterInvalidConfigError
from ..types.dagster_type import Any


class RunConfig:
    def __init__(self, ops=None, resources=None, loggers=None, execution=None):
        self.ops = ops or {}
        self.resources = resources or {}
        self.loggers = loggers or {}
        self.execution = execution or {}

    def to_config_dict(self):
        return {
            "loggers": self.loggers,
            "resources": {name: _wrapped(each) for name, each in self.resources.items()},
            "ops": {name: _wrapped(each) for name, each in self.ops.items()},
            "execution": self.execution,
        }


def _wrapped(each):
    return {"config": each.as_run_config()} if isinstance(each, Config) else each


class ConfigMapping:
    """@param config_fn given the outer config, it gives the inner one"""

    def __init__(self, config_fn, config_schema=None, receive_processed_config_values=True):
        from ..._config.schema import field_of

        self.config_fn = config_fn
        self.config_field = None if config_schema is None else field_of(config_schema)

    def resolve(self, config):
        try:
            found = self.config_fn(config)
        except Exception as error:
            raise DagsterConfigMappingFunctionError(
                "The config mapping function threw an unexpected error", error
            ) from error
        return found.to_config_dict() if isinstance(found, RunConfig) else found


def config_mapping(config_fn=None, *, config_schema=None, receive_processed_config_values=None):
    def decorate(function):
        return ConfigMapping(function, config_schema)

    return decorate if config_fn is None else decorate(config_fn)


def plain(run_config):
    """A run's config as a dict. @param run_config a dict, a RunConfig or None"""
    if isinstance(run_config, RunConfig):
        return {name: each for name, each in run_config.to_config_dict().items() if each}
    return run_config


def resolved_config(job, run_config):
    """@param run_config None where none was given @returns it with its defaults @raises DagsterInvalidConfigError"""
    given = plain(run_config)
    own = job.config
    if given is None and isinstance(own, (dict, RunConfig)):
        given = plain(own)
    given = given or {}
    if isinstance(own, ConfigMapping):
        if own.config_field is not None:
            given = _checked("Error in config mapping ", own.config_field.type, given)
        given = own.resolve(given)
    return _checked(f"Error in config for job {job.name}", shape_of(job), given)


def _checked(preamble, shape, given):
    errors = []
    found = shape.check(given, (), errors)
    if errors:
        raise DagsterInvalidConfigError(preamble, errors, given)
    return found


_ANY_CONFIG = Shape({"config": Field(ANY, is_required=False)})
_CONSOLE = Shape({"log_level": Field(str, "debug"), "name": Field(str, "dagster")})


def shape_of(job):
    """What run config may hold for a job."""
    fields = {
        "execution": Field(_ANY_CONFIG),
        "loggers": Field(Shape({"console": Field(Shape({"config": _CONSOLE}))})),
        "resources": _resources(job),
    }
    inputs = {
        name: _input_field(each, job.graph)
        for name, each in job.graph.input_dict.items()
        if name not in job.input_values and _can_be_given(each) and job.asset_layer is None
    }
    if inputs:
        fields["inputs"] = Field(Shape(inputs))
    fields["ops"] = _nodes(job, job.graph, "")
    return Shape(fields)


def _resources(job):
    found = {"io_manager": Field(_ANY_CONFIG)}
    for name, each in job.resource_defs.items():
        field = getattr(each, "config_field", None)
        is_open = field is None or each.configured_with is not None
        found[name] = Field(_ANY_CONFIG if is_open else Shape({"config": field}))
    return Field(Shape(found))


def _can_be_given(definition):
    return definition.dagster_type.config is not None


def _input_field(definition, graph=None):
    from ..._config.schema import resolve

    kind = input_type(resolve(_type_given(definition, graph).config))
    return Field(kind, is_required=not definition.has_default_value)


def _nodes(job, graph, parent):
    fields = {}
    for name, node in graph.nodes.items():
        handle = f"{parent}.{name}" if parent else name
        inputs = {
            input_name: _input_field(definition)
            for input_name, definition in node.definition.input_dict.items()
            if input_name not in node.bindings
            and getattr(definition, "manager_key", None) is None
            and _can_be_given(definition)
            and not (job.asset_layer and job.asset_layer.input_key(handle, input_name))
        }
        own = {}
        if inputs:
            own["inputs"] = Field(Shape(inputs))
        definition = node.definition
        if definition.node_type_str == "op":
            own["config"] = definition.config_field or Field(ANY, is_required=False)
        elif definition.config is not None:
            if definition.config.config_field is not None:
                own["config"] = definition.config.config_field
        else:
            inner = _nodes(job, definition, handle)
            if inner.type.fields:
                own["ops"] = inner
        if own:
            fields[name] = Field(Shape(own))
    return Field(Shape(fields))


def _type_given(definition, graph):
    """The type of an input: where a graph's says nothing, that of the node's input it leads to."""
    kind = definition.dagster_type
    for node in graph.nodes.values() if graph is not None and kind is Any else ():
        for name, binding in node.bindings.items():
            if isinstance(binding, InputMappingNode) and binding.name == definition.name:
                inner = node.definition
                return _type_given(inner.input_dict[name], inner if inner.node_type_str == "graph" else None)
    return kind
