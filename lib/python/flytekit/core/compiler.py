"""Workflows are compiled: their functions are called once, with promises, and the calls in them become nodes."""

from _flyte.values import is_optional

from ..exceptions.user import FlyteAssertion, FlyteValidationException
from .context_manager import Mode, entered, state
from .entity import has_promise, resolved
from .node import Graph, Node
from .promise import NodeOutput, Promise, VoidPromise
from .type_engine import is_list_of_optionals, optionals_text


def link_node(entity, kwargs):
    """Makes the node of a call. @returns what it gives, as promises"""
    interface = entity.python_interface
    bindings = {}
    for name in sorted(interface.inputs):
        if name not in kwargs:
            kwargs[name] = _default(entity, interface, name)
        value = kwargs[name]
        if isinstance(value, tuple):
            raise AssertionError(
                f"Variable({name}) for function({entity.name}) cannot receive a multi-valued tuple {value}."
                f" Check if the predecessor function returning more than one value?"
            )
        try:
            bindings[name] = bind(value, interface.inputs[name])
        except Exception as error:
            text = error.args[0] if error.args else ""
            error.args = (f"Failed to Bind variable '{name}' for function '{entity.name}':\n {text}",)
            raise
    nodes = state().nodes
    node = Node(f"n{len(nodes)}", entity, bindings)
    nodes.append(node)
    return entity.node_outputs(node)


def _default(entity, interface, name):
    kind, default = interface.inputs_with_defaults[name]
    if default is None and not is_optional(kind):
        raise FlyteAssertion(
            f"Input {name} of type {interface.inputs[name]} was not specified for function {entity.name}"
        )
    if isinstance(default, (list, dict, set)):
        raise FlyteAssertion(
            f"Argument {name} for function {entity.name} is a mutable default argument, which is a python"
            " anti-pattern and not supported in flytekit tasks"
        )
    return default


def bind(value, kind):
    """A value of a type, with promises in it. @raises what flytekit raises for one that cannot be"""
    if isinstance(value, Promise) and not value.is_ready:
        upstream = value.kind
        if value.path == () and is_list_of_optionals(upstream) and not is_list_of_optionals(kind):
            raise AssertionError(f"Expected type '{kind}' does not match upstream type '{optionals_text(upstream)}'")
        return value
    if isinstance(value, VoidPromise):
        raise AssertionError(
            f"Cannot pass output from task {value.task_name} that produces no outputs to a downstream task"
        )
    return value if has_promise(value) else resolved(value, kind)


def compiled(function, interface, name, inputs=None):
    """@param inputs values that are known: of a dynamic workflow"""
    kwargs = {each: Promise(each, ref=NodeOutput(None, each), kind=kind) for each, kind in interface.inputs.items()}
    kwargs.update(inputs or {})
    with entered(Mode.COMPILE, nodes=[], branch=None):
        given = function(**kwargs)
        nodes = list(state().nodes)
    return Graph(nodes, _bind_outputs(given, interface, name))


def _bind_outputs(given, interface, name):
    names = list(interface.outputs)
    if len(names) == 1:
        if isinstance(given, tuple):
            if len(given) != 1:
                raise AssertionError(
                    f"The Workflow specification indicates only one return value, received {len(given)}"
                )
            if interface.output_tuple_name is None:
                raise AssertionError(
                    "Outputs specification for Workflow does not define a tuple, but return value is a tuple"
                )
            given = given[0]
        values = [given]
    elif names:
        if not isinstance(given, tuple):
            raise AssertionError("The Workflow specification indicates multiple return values, received only one")
        if len(names) != len(given):
            raise ValueError(f"Length mismatch {len(names)} vs {len(given)}")
        values = list(given)
    else:
        values = []
    outputs = {}
    for output, value in zip(names, values, strict=True):
        if _is_section(value) and len(names) > 1:
            raise AssertionError("A Conditional block (if-else) should always end with an `else_()` clause")
        try:
            outputs[output] = bind(value, interface.outputs[output])
        except Exception as error:
            raise FlyteValidationException(f"Failed to bind output {output} for function {name}: {error}") from error
    return outputs


def _is_section(value):
    from .condition import ConditionalSection

    return isinstance(value, ConditionalSection)
