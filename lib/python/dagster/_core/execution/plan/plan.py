"""The steps of a job: its graphs without their nesting, in the order in which Dagster looks at them."""

from dataclasses import dataclass, field
from typing import Any

from ... import check
from ...definitions.composition import DynamicFanIn, InputMappingNode, InvokedNodeOutputHandle
from ...errors import DagsterInvariantViolationError


@dataclass(frozen=True)
class Value:
    """Given by config, a default or the caller."""

    value: object


@dataclass(frozen=True)
class LoadedAsset:
    """An asset that the job does not make."""

    key: object


@dataclass(frozen=True)
class Managed:
    """What an input manager loads."""


@dataclass(frozen=True)
class FromOutput:
    """One output of a step. @param dynamic step and output by whose mapping keys it is known, or None"""

    step: str
    output: str
    dynamic: Any = None


@dataclass(frozen=True)
class FromMany:
    sources: tuple


@dataclass(frozen=True)
class FromCollect:
    """All values of what is mapped, in the order in which they were yielded."""

    source: FromOutput


@dataclass(eq=False)
class Step:
    """A step of the plan: one op, or for each mapping key one. @param inputs sources by names"""

    handle: str
    name: str
    op: object
    inputs: dict
    tags: dict
    retry_policy: object
    hooks: frozenset
    config: object
    # Step and output whose mapping keys it is resolved by.
    mapped_by: tuple | None = None
    # Steps whose mapping keys its collected inputs need.
    collects: tuple = ()
    assets: dict = field(default_factory=dict)


def build_plan(job, config):
    """@param config validated run config @returns steps by handle, in order"""
    builder = _Builder(job, config)
    root = {}
    given = config.get("inputs") or {}
    for each in job.graph.input_defs:
        if each.name in job.input_values:
            root[each.name] = Value(job.input_values[each.name])
        elif each.name in given:
            root[each.name] = Value(_plain_input(given[each.name]))
        elif each.has_default_value:
            root[each.name] = Value(each.default_value)
        elif not each.dagster_type.is_nothing and not _loads_asset(job, each.name):
            raise DagsterInvariantViolationError(
                f"In top-level graph of {job.describe_target()}, input {each.name} must get a value from the inputs "
                "section of its configuration."
            )
    builder.add(job.graph, "", root, config.get("ops") or {}, job.hooks)
    return builder.steps


def _loads_asset(job, _name):
    return job.asset_layer is not None


def _plain_input(value):
    return value["value"] if isinstance(value, dict) and set(value) == {"value"} else value


class _Builder:
    def __init__(self, job, config):
        self.job = job
        self.config = config
        self.steps = {}

    def add(self, graph, parent, parent_inputs, config, hooks):
        for name in graph.order:
            node = graph.nodes[name]
            handle = f"{parent}.{name}" if parent else name
            own = config.get(name) or {}
            inputs = {}
            for input_name, definition in node.definition.input_dict.items():
                source = self._source(graph, parent, node, handle, definition, parent_inputs, own)
                if source is not None:
                    inputs[input_name] = source
            node_hooks = hooks | node.hooks
            if node.definition.node_type_str == "op":
                self._add_step(node, handle, inputs, own, node_hooks)
            else:
                inner = own.get("ops") or {}
                if node.definition.config is not None:
                    inner = node.definition.config.resolve(own.get("config"))
                self.add(node.definition, handle, inputs, inner, node_hooks)

    def _add_step(self, node, handle, inputs, config, hooks):
        op = node.definition
        mapped = {source.dynamic for source in inputs.values() if isinstance(source, FromOutput) and source.dynamic}
        collected = [each for source in inputs.values() for each in _collected(source)]
        check.invariant(not (mapped and collected), "Can not have pending and unresolved step inputs")
        assets = {} if self.job.asset_layer is None else self.job.asset_layer.outputs_of(handle)
        self.steps[handle] = Step(
            handle,
            node.name,
            op,
            inputs,
            {**op.tags, **node.tags},
            node.retry_policy or op.retry_policy or self.job.op_retry_policy,
            hooks,
            config.get("config"),
            next(iter(mapped), None),
            tuple(dict.fromkeys(each.source.dynamic[0] for each in collected)),
            assets,
        )

    def _output(self, parent, node_name, output, graph):
        """What an output of a node is, where it is known by mapping keys."""
        handle = f"{parent}.{node_name}" if parent else node_name
        output, handle = graph.nodes[node_name].definition.resolve_output(output, handle)
        step = self.steps[handle]
        if step.mapped_by is not None:
            return FromOutput(handle, output, step.mapped_by)
        is_dynamic = step.op.output_dict[output].is_dynamic
        return FromOutput(handle, output, (handle, output) if is_dynamic else None)

    def _source(self, graph, parent, node, handle, definition, parent_inputs, config):
        name = definition.name
        binding = node.bindings.get(name)
        if isinstance(binding, InvokedNodeOutputHandle):
            return self._output(parent, binding.node_name, binding.output_name, graph)
        if isinstance(binding, DynamicFanIn):
            return FromCollect(self._output(parent, binding.node_name, binding.output_name, graph))
        if isinstance(binding, list):
            found = [
                parent_inputs[each.name]
                if isinstance(each, InputMappingNode)
                else self._output(parent, each.node_name, each.output_name, graph)
                for each in binding
            ]
            return FromMany(tuple(found))
        layer = self.job.asset_layer
        if binding is None or isinstance(binding, InputMappingNode):
            key = layer and layer.input_key(handle, name)
            if key is not None and (binding is None or binding.name not in parent_inputs):
                return LoadedAsset(key)
        given = config.get("inputs") or {}
        if name in given:
            return Value(_plain_input(given[name]))
        if isinstance(binding, InputMappingNode) and binding.name in parent_inputs:
            return parent_inputs[binding.name]
        if binding is not None and not isinstance(binding, InputMappingNode):
            return LoadedAsset(binding.key)
        if definition.has_default_value:
            return Value(definition.default_value)
        if definition.dagster_type.is_nothing:
            return None
        if getattr(definition, "manager_key", None):
            return Managed()
        raise DagsterInvariantViolationError(
            f"In {self.job.describe_target()} {node.definition.node_type_str} '{node.name}', input {name} must get a "
            "value either (a) from a dependency or (b) from the inputs section of its configuration."
        )


def _collected(source):
    if isinstance(source, FromCollect):
        return [source]
    if isinstance(source, FromMany):
        return [each for each in source.sources if isinstance(each, FromCollect)]
    return []
