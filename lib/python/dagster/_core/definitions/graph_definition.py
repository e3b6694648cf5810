"""Graphs: nodes, and what connects them."""

import inspect
from typing import NamedTuple

from ..errors import DagsterInvalidDefinitionError
from .composition import (
    Composition,
    DynamicFanIn,
    InputMappingNode,
    InvokedNodeDynamicOutputWrapper,
    InvokedNodeOutputHandle,
    Node,
)
from .decorated import EMPTY, DecoratedFunction
from .dynamic import check_dynamic_dependencies
from .inputs import Out, input_of, output_of
from .registry import Registered
from .utils import DEFAULT_OUTPUT, NoValueSentinel, check_valid_name


class OutputMapping(NamedTuple):
    """Where an output of a graph comes from."""

    node: str
    output: str
    is_dynamic: bool


class GraphDefinition(Registered, Node):
    node_type_str = "graph"

    def __init__(
        self,
        name,
        nodes=None,
        input_defs=(),
        output_defs=(),
        output_mappings=None,
        positional=(),
        description=None,
        config=None,
        tags=None,
        input_assets=None,
    ):
        self.name = check_valid_name(name)
        # Invocations by their names in the graph.
        self.nodes = nodes or {}
        self.input_defs = list(input_defs)
        self.output_defs = list(output_defs)
        self.input_dict = {each.name: each for each in self.input_defs}
        self.output_dict = {each.name: each for each in self.output_defs}
        self.output_mappings = output_mappings or {}
        self._positional = list(positional)
        self.description = description
        self.config = config
        self.tags = tags or {}
        self.register()
        check_dynamic_dependencies(self)
        self.order = _topological(self)

    def positional_inputs(self):
        return self._positional

    @property
    def node_dict(self):
        return self.nodes

    def resolve_output(self, output, handle):
        """@returns the op's output that it comes from, and the op's handle"""
        mapping = self.output_mappings[output]
        inner = self.nodes[mapping.node].definition
        return inner.resolve_output(mapping.output, f"{handle}.{mapping.node}" if handle else mapping.node)

    def to_job(
        self,
        name=None,
        description=None,
        resource_defs=None,
        config=None,
        tags=None,
        metadata=None,
        logger_defs=None,
        executor_def=None,
        hooks=None,
        op_retry_policy=None,
        op_selection=None,
        partitions_def=None,
        input_values=None,
        **rest,
    ):
        from .job_definition import JobDefinition

        return JobDefinition(
            self,
            name or self.name,
            description,
            resource_defs,
            config,
            tags,
            executor_def,
            hooks,
            op_retry_policy,
            partitions_def,
            input_values,
            op_selection,
        )

    def execute_in_process(
        self,
        run_config=None,
        instance=None,
        resources=None,
        raise_on_error=True,
        op_selection=None,
        run_id=None,
        input_values=None,
    ):
        return self.to_job(resource_defs=resources).execute_in_process(
            run_config=run_config,
            instance=instance,
            raise_on_error=raise_on_error,
            op_selection=op_selection,
            run_id=run_id,
            input_values=input_values,
        )


def sources(binding):
    """The outputs of other nodes that an input's binding uses."""
    if isinstance(binding, list):
        return [each for each in binding if isinstance(each, InvokedNodeOutputHandle)]
    return [binding] if isinstance(binding, (InvokedNodeOutputHandle, DynamicFanIn)) else []


def _topological(graph):
    """Names of nodes: level by level, each in alphabetical order."""
    waiting = {
        name: {each.node_name for binding in node.bindings.values() for each in sources(binding)}
        for name, node in graph.nodes.items()
    }
    order = []
    while waiting:
        level = sorted(name for name, needed in waiting.items() if not needed)
        if not level:
            raise DagsterInvalidDefinitionError(f"Circular dependencies exist among these items: {waiting}")
        order.extend(level)
        for name in level:
            del waiting[name]
        for needed in waiting.values():
            needed.difference_update(level)
    return order


def compose(decorator, name, function, ins=None, out=None):
    """Calls the function of `@job` or `@graph`. @returns the arguments of a GraphDefinition"""
    decorated = DecoratedFunction(function, takes_context=False)
    decorated.refuse_positional(decorator)
    no_value = NoValueSentinel
    inputs = [
        input_of(each, annotation, no_value if default is EMPTY else default, (ins or {}).get(each))
        for each, annotation, default in decorated.inputs
    ]
    is_explicit = out is not None
    outs = {DEFAULT_OUTPUT: out} if isinstance(out, Out) else out
    if outs is None:
        outputs = [output_of(DEFAULT_OUTPUT, decorated.returns, None)]
    else:
        returns = decorated.returns if len(outs) == 1 else EMPTY
        outputs = [output_of(each, returns, declared) for each, declared in outs.items()]
    with Composition(name, decorator) as composition:
        given = function(**{each.name: InputMappingNode(each.name) for each in inputs})
        mappings = _output_mappings(given, outputs, name, decorator)
    used = {
        each.name
        for node in composition.invocations.values()
        for binding in node.bindings.values()
        for each in (binding if isinstance(binding, list) else [binding])
        if isinstance(each, InputMappingNode)
    }
    for each in inputs:
        if each.name not in used:
            raise DagsterInvalidDefinitionError(
                f"{decorator} '{name}' has unmapped input '{each.name}'. Remove it or pass it to the appropriate "
                "op/graph invocation."
            )
    for each in outputs:
        if is_explicit and each.name not in mappings:
            raise DagsterInvalidDefinitionError(
                f"{decorator} '{name}' has unmapped output '{each.name}'. Remove it or return a value from the "
                "appropriate op/graph invocation."
            )
    kept = [_with_origin(each, mappings[each.name], composition) for each in outputs if each.name in mappings]
    return {
        "nodes": composition.invocations,
        "input_defs": inputs,
        "output_defs": kept,
        "output_mappings": mappings,
        "positional": decorated.positional,
        "description": inspect.getdoc(function),
    }


def _with_origin(output, mapping, composition):
    """An output of a graph is dynamic where what it comes from is."""
    inner = composition.invocations[mapping.node].definition.output_dict[mapping.output]
    output.is_dynamic = inner.is_dynamic or mapping.is_dynamic
    return output


def _output_mappings(given, outputs, name, decorator):
    handles = (InvokedNodeOutputHandle, InvokedNodeDynamicOutputWrapper)
    by_name = {each.name: each for each in outputs}
    if isinstance(given, handles):
        if len(outputs) != 1:
            raise DagsterInvalidDefinitionError(
                f"Returned a single output ({given.node_name}.{given.output_name}) in {decorator} '{name}' but "
                f"{len(outputs)} outputs are defined. Return a dict to map defined outputs."
            )
        return {outputs[0].name: _mapping(given)}
    if isinstance(given, tuple) and all(isinstance(each, InvokedNodeOutputHandle) for each in given):
        return {each: _mapping(handle) for each, handle in zip(by_name, given, strict=False)}
    if isinstance(given, dict):
        for key, handle in given.items():
            if key not in by_name:
                raise DagsterInvalidDefinitionError(
                    f"{decorator} '{name}' referenced key {key} which does not match any defined outputs. Valid "
                    f"options are: {list(by_name)}"
                )
            if not isinstance(handle, handles):
                raise DagsterInvalidDefinitionError(
                    f"{decorator} '{name}' returned problematic dict entry under key {key} of type {type(handle)}. "
                    "Dict values must be outputs of invoked nodes"
                )
        return {key: _mapping(handle) for key, handle in given.items()}
    if given is not None:
        raise DagsterInvalidDefinitionError(
            f"{decorator} '{name}' returned problematic value of type {type(given)}. Expected return value from "
            "invoked node or dict mapping output name to return values from invoked nodes"
        )
    return {}


def _mapping(handle):
    return OutputMapping(handle.node_name, handle.output_name, isinstance(handle, InvokedNodeDynamicOutputWrapper))


def graph(
    compose_fn=None,
    *,
    name=None,
    description=None,
    input_defs=None,
    output_defs=None,
    ins=None,
    out=None,
    tags=None,
    config=None,
):
    def decorate(function):
        made = name or function.__name__
        parts = compose("@graph", made, function, ins, out)
        parts["description"] = description or parts["description"]
        return GraphDefinition(made, **parts, tags=tags, config=config)

    return decorate if compose_fn is None else decorate(compose_fn)
