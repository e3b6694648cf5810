"""What may be downstream of dynamic outputs."""

from .. import check
from ..errors import DagsterInvalidDefinitionError
from .composition import DynamicFanIn, InputMappingNode, InvokedNodeOutputHandle


def check_dynamic_dependencies(graph):
    """@raises DagsterInvalidDefinitionError for a node downstream of two dynamic outputs, and the like"""
    fan_out = {}
    collects = {}
    for node in graph.nodes.values():
        for name, binding in node.bindings.items():
            if isinstance(binding, list):
                _check_fan_in(graph, fan_out, binding)
            elif isinstance(binding, InvokedNodeOutputHandle):
                source = _describe(binding)
                if _is_dynamic(graph, binding):
                    _fan_out(fan_out, collects, node, name, source)
                if binding.node_name in fan_out:
                    _fan_out(fan_out, collects, node, name, fan_out[binding.node_name])
            elif isinstance(binding, DynamicFanIn):
                _collect(graph, fan_out, collects, node, binding)


def _describe(handle):
    return f"{handle.node_name}:{handle.output_name}"


def _is_dynamic(graph, handle):
    return graph.nodes[handle.node_name].definition.output_dict[handle.output_name].is_dynamic


def _node(node):
    return f"{node.definition.node_type_str} '{node.name}'"


def _check_fan_in(graph, fan_out, binding):
    words = "Currently, items in a fan-in dependency cannot be downstream of dynamic outputs. Problematic dependency on"
    for each in binding:
        if not isinstance(each, InvokedNodeOutputHandle):
            continue
        if _is_dynamic(graph, each):
            raise DagsterInvalidDefinitionError(f'{words} dynamic output "{_describe(each)}".')
        if each.node_name in fan_out:
            raise DagsterInvalidDefinitionError(
                f'{words} output "{_describe(each)}", downstream of "{fan_out[each.node_name]}".'
            )


def _fan_out(fan_out, collects, node, name, source):
    if not _supports_dynamic(node.definition, name):
        raise DagsterInvalidDefinitionError(
            f'{_node(node)} cannot be downstream of dynamic output "{source}" since input "{name}" maps to a node '
            "that is already downstream of another dynamic output. Nodes cannot be downstream of more than one "
            "dynamic output"
        )
    if collects.get(node.name):
        raise DagsterInvalidDefinitionError(
            f"{_node(node)} cannot be both downstream of dynamic output {source} and collect over dynamic output "
            f"{next(iter(collects[node.name]))}."
        )
    known = fan_out.setdefault(node.name, source)
    if known != source:
        raise DagsterInvalidDefinitionError(
            f'{_node(node)} cannot be downstream of more than one dynamic output. It is downstream of both "{source}" '
            f'and "{known}"'
        )


def _collect(graph, fan_out, collects, node, binding):
    handle = InvokedNodeOutputHandle(binding.node_name, binding.output_name, "op")
    source = _describe(binding) if _is_dynamic(graph, handle) else fan_out.get(binding.node_name)
    if source is None:
        check.failed(f"Unexpected dynamic fan in dep created {_describe(binding)} -> {node.name}")
    if node.name in fan_out:
        raise DagsterInvalidDefinitionError(
            f"{_node(node)} cannot both collect over dynamic output {source} and be downstream of the dynamic output "
            f"{fan_out[node.name]}."
        )
    collects.setdefault(node.name, []).append(source)
    # A dynamic output of a mapped node.
    if _is_dynamic(graph, handle) and binding.node_name in fan_out:
        raise DagsterInvalidDefinitionError(
            f"{_node(node)} cannot be downstream of more than one dynamic output. It is downstream of both "
            f'"{source}" and "{fan_out[binding.node_name]}"'
        )


def _supports_dynamic(definition, name):
    """Whether what an input of a graph leads to is downstream of no dynamic output of the graph's own."""
    if definition.node_type_str == "op":
        return True
    inner = {}
    for node in definition.nodes.values():
        for binding in node.bindings.values():
            if isinstance(binding, InvokedNodeOutputHandle) and (
                _is_dynamic(definition, binding) or binding.node_name in inner
            ):
                inner[node.name] = True
    for node in definition.nodes.values():
        for input_name, binding in node.bindings.items():
            uses = any(
                isinstance(each, InputMappingNode) and each.name == name
                for each in (binding if isinstance(binding, list) else [binding])
            )
            if uses and (node.name in inner or not _supports_dynamic(node.definition, input_name)):
                return False
    return True
