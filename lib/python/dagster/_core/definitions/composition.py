"""What `@job` and `@graph` functions build: invocations of nodes, and where their inputs come from."""

import warnings
from collections import namedtuple
from typing import NamedTuple

from .. import check
from ..errors import (
    DagsterInvalidDefinitionError,
    DagsterInvalidInvocationError,
    DagsterInvariantViolationError,
)
from .decorated import checked_tags
from .utils import check_valid_name, is_named_tuple

_stack = []


def is_in_composition():
    return bool(_stack)


def here():
    return _stack[-1]


class Invocation(NamedTuple):
    """A node of a graph. @param bindings sources by the inputs' names"""

    name: str
    definition: object
    bindings: dict
    tags: dict
    hooks: frozenset
    retry_policy: object


class Composition:
    """Of a function that is under way. @param source its decorator"""

    def __init__(self, name, source):
        self.name = name
        self.source = source
        self.invocations = {}
        self._collisions = {}
        self._pending = {}

    def __enter__(self):
        _stack.append(self)
        return self

    def __exit__(self, kind, *_):
        _stack.pop()
        for node in self._pending.values():
            self._warn(node)

    def _warn(self, node):
        definition = node.definition
        text = (
            f"While in {self.source} context '{self.name}', received an uninvoked {definition.node_type_str} "
            f"'{definition.name}'.\n"
        )
        if node.given_alias:
            text += f"'{definition.name}' was aliased as '{node.given_alias}'.\n"
        if node.tags:
            text += f"Provided tags: {node.tags}.\n"
        if node.hooks:
            text += f"Provided hook definitions: {[hook.name for hook in node.hooks]}.\n"
        warnings.warn(text.strip(), stacklevel=3)

    def expect(self, node):
        self._pending[node.given_alias or node.definition.name] = node

    def invoked(self, node, bindings):
        name = node.given_alias or node.definition.name
        self._pending.pop(name, None)
        if node.given_alias is None:
            count = self._collisions[name] = self._collisions.get(name, 0) + 1
            name = name if count == 1 else f"{name}_{count}"
        if name in self.invocations:
            raise DagsterInvalidDefinitionError(
                f"{self.source} {self.name} invoked the same node ({name}) twice without aliasing."
            )
        for other in self.invocations.values():
            if other.definition.name == node.definition.name and other.definition is not node.definition:
                raise DagsterInvalidDefinitionError(
                    f'Detected conflicting node definitions with the same name "{node.definition.name}"'
                )
        self.invocations[name] = Invocation(name, node.definition, bindings, node.tags, node.hooks, node.retry_policy)
        return name


class InputMappingNode(NamedTuple):
    """An input of the function around it."""

    name: str


class DynamicFanIn(NamedTuple):
    """What `collect` gives."""

    node_name: str
    output_name: str


class _Handle:
    _word = "output"
    _advice = ""

    def __init__(self, node_name, output_name, node_type):
        self.node_name = node_name
        self.output_name = output_name
        self.node_type = node_type

    def describe_node(self):
        return f"{self.node_type} '{self.node_name}'"

    def _already(self, what):
        raise DagsterInvariantViolationError(
            f"In {here().source} {here().name}, attempted to call {what} method for {type(self).__name__}. This object "
            f'represents the {self._word} "{self.output_name}" from the already invoked {self.describe_node()}. '
            "Consider checking the location of parentheses."
        )

    def alias(self, _):
        self._already("alias")

    def with_hooks(self, _):
        self._already("hook")


class InvokedNodeOutputHandle(_Handle):
    def __iter__(self):
        raise DagsterInvariantViolationError(
            f"Attempted to iterate over an {type(self).__name__}. This object represents the output "
            f'"{self.output_name}" '
            f'from the op/graph "{self.node_name}". Consider defining multiple Outs if you seek to pass '
            "different parts of this output to different op/graph."
        )

    def __getitem__(self, _):
        raise DagsterInvariantViolationError(
            f"Attempted to index in to an {type(self).__name__}. This object represents the output "
            f'"{self.output_name}" '
            f"from the {self.describe_node()}. Consider defining multiple Outs if you seek to pass "
            f"different parts of this output to different {self.node_type}s."
        )


_MAP = (
    'Use the "map" method on this object to create downstream dependencies that will be cloned for each DynamicOut '
    "that is resolved at runtime."
)


class InvokedNodeDynamicOutputWrapper(_Handle):
    _word = "dynamic out"

    def map(self, fn):
        result = fn(InvokedNodeOutputHandle(self.node_name, self.output_name, self.node_type))
        if result is None or isinstance(result, InvokedNodeDynamicOutputWrapper):
            return result
        if isinstance(result, InvokedNodeOutputHandle):
            return _dynamic(result)
        if isinstance(result, tuple) and all(isinstance(each, InvokedNodeOutputHandle) for each in result):
            return tuple(map(_dynamic, result))
        return check.failed(
            f"Could not handle output from map function invoked on {self.node_name}:{self.output_name}, "
            f"received {result}"
        )

    def collect(self):
        return DynamicFanIn(self.node_name, self.output_name)

    def __iter__(self):
        raise DagsterInvariantViolationError(
            f"Attempted to iterate over an {type(self).__name__}. This object represents the dynamic output "
            f'"{self.output_name}" from the {self.describe_node()}. {_MAP.replace("DynamicOut ", "DynamicOutput ")}'
        )

    def __getitem__(self, _):
        raise DagsterInvariantViolationError(
            f"Attempted to index in to an {type(self).__name__}. This object represents the dynamic out "
            f'"{self.output_name}" from the {self.describe_node()}. {_MAP}'
        )


def _dynamic(handle):
    return InvokedNodeDynamicOutputWrapper(handle.node_name, handle.output_name, handle.node_type)


class Node:
    """A definition that can be a node: an op or a graph."""

    node_type_str = "node"

    def __call__(self, *args, **kwargs):
        return PendingNodeInvocation(self)(*args, **kwargs)

    def alias(self, name):
        return PendingNodeInvocation(self, name)

    def tag(self, tags):
        return PendingNodeInvocation(self, tags=checked_tags(tags))

    def with_hooks(self, hook_defs):
        return PendingNodeInvocation(self, hooks=frozenset(hook_defs))

    def with_retry_policy(self, retry_policy):
        return PendingNodeInvocation(self, retry_policy=retry_policy)

    def describe_node(self):
        return f"{self.node_type_str} '{self.name}'"


class PendingNodeInvocation:
    """A node with what is said of it before it is invoked."""

    def __init__(self, definition, given_alias=None, tags=None, hooks=frozenset(), retry_policy=None):
        self.definition = definition
        self.given_alias = check.text(given_alias, "given_alias", optional=True)
        self.tags = tags or {}
        self.hooks = hooks
        self.retry_policy = retry_policy
        if given_alias is not None:
            check_valid_name(given_alias)
        if is_in_composition():
            here().expect(self)

    @property
    def name(self):
        return self.given_alias or self.definition.name

    def _with(self, **changes):
        known = {
            "given_alias": self.given_alias,
            "tags": self.tags,
            "hooks": self.hooks,
            "retry_policy": self.retry_policy,
        }
        return PendingNodeInvocation(self.definition, **{**known, **changes})

    def alias(self, name):
        return self._with(given_alias=name)

    def tag(self, tags):
        return self._with(tags={**self.tags, **checked_tags(tags)})

    def with_hooks(self, hook_defs):
        return self._with(hooks=self.hooks | frozenset(hook_defs))

    def with_retry_policy(self, retry_policy):
        return self._with(retry_policy=retry_policy)

    def describe_node(self):
        return f"{self.definition.node_type_str} '{self.name}'"

    def to_job(self, name=None, **rest):
        if self.definition.node_type_str != "graph":
            raise DagsterInvalidInvocationError(
                "Attemped to call `to_job` on a non-graph.  Only graphs constructed using the `@graph` decorator "
                "support this method."
            )
        return self.definition.to_job(name=name or self.given_alias, **rest)

    def execute_in_process(self, **rest):
        return self.to_job().execute_in_process(**rest)

    def __call__(self, *args, **kwargs):
        definition = self.definition
        if not is_in_composition():
            if definition.node_type_str == "op":
                from .invocation import invoke

                return invoke(definition, args, kwargs)
            raise DagsterInvariantViolationError(
                f"Attempted to call {definition.node_type_str} '{self.name}' outside of a composition function. "
                f"Invoking {definition.node_type_str}s is only valid in a function decorated with @job or @graph."
            )
        where = f"In {here().source} {here().name}"
        bindings = {}
        names = list(definition.input_dict)
        positional = definition.positional_inputs()
        for i, given in enumerate(args):
            if i >= len(names):
                raise DagsterInvalidDefinitionError(
                    f"{where}, received too many inputs for invocation {self.name}. Only {len(names)} defined, "
                    f"received {len(args)}"
                )
            others = [each for each in names if each not in positional]
            if i >= len(positional) and len(others) == 1:
                positional = [*positional, *others]
            if i >= len(positional):
                raise DagsterInvalidDefinitionError(
                    f"{where}, could not resolve input based on position at index {i} for invocation {self.name}. "
                    f"Use keyword args instead, available inputs are: {names}"
                )
            self._bind(bindings, positional[i], given, f"(at position {i})")
        for name, given in kwargs.items():
            self._bind(bindings, name, given, "(passed by keyword)")
        return self._handles(here().invoked(self, bindings))

    def _handles(self, name):
        definition = self.definition
        made = {
            each.name: (InvokedNodeDynamicOutputWrapper if each.is_dynamic else InvokedNodeOutputHandle)(
                name, each.name, definition.node_type_str
            )
            for each in definition.output_defs
        }
        if len(made) < 2:
            return next(iter(made.values()), None)
        return namedtuple(f"_{definition.name}_outputs", list(made))(**made)

    def _bind(self, bindings, name, given, where):
        kind = self.definition.node_type_str
        place = f"In {here().source} {here().name}"
        if name in bindings:
            raise DagsterInvalidInvocationError(f"{kind} {self.name} got multiple values for argument '{name}'")
        if name not in self.definition.input_dict:
            raise DagsterInvalidDefinitionError(
                f'Invalid dependencies: {kind} "{self.name}" does not have input "{name}". '
                f"Available inputs: {list(self.definition.input_dict)}"
            )
        if isinstance(given, (InvokedNodeOutputHandle, InputMappingNode, DynamicFanIn)) or _is_asset(given):
            bindings[name] = given
        elif isinstance(given, list):
            for i, each in enumerate(given):
                if not isinstance(each, (InvokedNodeOutputHandle, InputMappingNode)):
                    raise DagsterInvalidDefinitionError(
                        f"{place}, received a list containing an invalid type at index {i} for input "
                        f'"{name}" {where} in {kind} invocation {self.name}. Lists can only contain the output from '
                        f"previous op invocations or input mappings, received {type(given)}"
                    )
            bindings[name] = list(given)
        elif is_named_tuple(given) and all(isinstance(each, InvokedNodeOutputHandle) for each in given):
            raise DagsterInvalidDefinitionError(
                f'{place}, received a tuple of multiple outputs for input "{name}" {where} in {kind} invocation '
                f"{self.name}. Must pass individual output, available from tuple: {given._fields}"
            )
        elif isinstance(given, InvokedNodeDynamicOutputWrapper):
            raise DagsterInvalidDefinitionError(
                f"{place}, received the dynamic output {given.output_name} from {given.describe_node()} directly. "
                "Dynamic output must be unpacked by invoking map or collect."
            )
        elif isinstance(given, (Node, PendingNodeInvocation)):
            raise DagsterInvalidDefinitionError(
                f'{place}, received an un-invoked {given.describe_node()}  for input "{name}" {where} in '
                f'{given.describe_node()} invocation "{self.name}". Did you forget parentheses?'
            )
        else:
            raise DagsterInvalidDefinitionError(
                f'{place}, received invalid type {type(given)} for input "{name}" {where} in {kind} invocation '
                f'"{self.name}". Must pass the output from previous node invocations or inputs to the composition '
                "function as inputs when invoking nodes during composition."
            )


def _is_asset(given):
    from .assets import AssetsDefinition, SourceAsset

    return isinstance(given, (AssetsDefinition, SourceAsset))
