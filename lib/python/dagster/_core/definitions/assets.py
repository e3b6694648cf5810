"""Assets: ops whose outputs have names that last."""

import inspect
import json

from .. import check
from ..errors import DagsterInvalidDefinitionError
from .asset_key import AssetKey
from .composition import InputMappingNode, Invocation, InvokedNodeOutputHandle
from .decorated import DecoratedFunction
from .graph_definition import GraphDefinition, compose
from .inputs import In, Out
from .job_definition import JobDefinition
from .op_definition import OpDefinition
from .resource_definition import wrapped_resources
from .utils import DEFAULT_OUTPUT, NoValueSentinel

_ITSELF = (
    'Asset "{}" depends on itself. Assets can only depend on themselves if they are:\n'
    "(a) time-partitioned and each partition depends on earlier partitions\n"
    "(b) multipartitioned, with one time dimension that depends on earlier time partitions"
)


class AssetIn:
    def __init__(
        self,
        key=None,
        metadata=None,
        key_prefix=None,
        input_manager_key=None,
        partition_mapping=None,
        dagster_type=None,
    ):
        self.key = None if key is None else AssetKey.from_coercible(key)
        self.key_prefix = key_prefix
        self.dagster_type = dagster_type
        self.input_manager_key = input_manager_key
        self.metadata = metadata


class AssetOut:
    def __init__(
        self,
        key_prefix=None,
        key=None,
        dagster_type=None,
        description=None,
        is_required=True,
        io_manager_key=None,
        metadata=None,
        group_name=None,
        **_,
    ):
        self.key = None if key is None else AssetKey.from_coercible(key)
        self.key_prefix = key_prefix
        self.dagster_type = dagster_type
        self.is_required = is_required
        self.io_manager_key = io_manager_key
        self.metadata = metadata


class AssetDep:
    def __init__(self, asset, *, partition_mapping=None, metadata=None):
        self.asset_key = key_of(asset)


class AssetSpec:
    def __init__(self, key, *, deps=None, description=None, metadata=None, skippable=False, group_name=None, **_):
        self.key = AssetKey.from_coercible(key)
        self.deps = [AssetDep(each) for each in deps or ()]
        self.skippable = skippable


class SourceAsset:
    def __init__(self, key, metadata=None, io_manager_key=None, **_):
        self.key = AssetKey.from_coercible(key)
        self.metadata = metadata or {}
        self.io_manager_key = io_manager_key or "io_manager"


def key_of(given):
    if isinstance(given, AssetDep):
        return given.asset_key
    if isinstance(given, AssetsDefinition) and len(given.keys) != 1:
        raise DagsterInvalidDefinitionError(
            "Cannot pass a multi_asset AssetsDefinition as an argument to deps. Instead, specify dependencies on the "
            "assets created by the multi_asset via AssetKeys or strings."
        )
    return AssetKey.from_coercible(given)


def _keys_of(deps):
    """Keys of what comes before an asset: all of an asset with several."""
    found = []
    for each in deps or ():
        found += sorted(each.keys, key=str) if isinstance(each, AssetsDefinition) else [key_of(each)]
    return found


class AssetsDefinition:
    """
    @param node an op or a graph @param inputs keys by names of its inputs @param outputs keys by those of its outputs
    @param deps keys of assets that come before it, without being loaded
    """

    def __init__(
        self,
        node,
        inputs,
        outputs,
        deps=(),
        group_name=None,
        resource_defs=None,
        can_subset=False,
        hooks=frozenset(),
        partitions_def=None,
    ):
        self.node_def = node
        self.keys_by_input = inputs
        self.keys_by_output = outputs
        self.deps = list(deps)
        self.group_name = group_name or "default"
        self.resource_defs = wrapped_resources(resource_defs)
        self.hooks = hooks
        self.can_subset = can_subset
        self.partitions_def = partitions_def
        for key in self.keys & self.dependency_keys:
            if partitions_def is None:
                raise DagsterInvalidDefinitionError(_ITSELF.format(key.to_user_string()))

    @property
    def keys(self):
        return set(self.keys_by_output.values())

    @property
    def key(self):
        check.invariant(
            len(self.keys) == 1,
            "Tried to retrieve asset key from an assets definition with multiple asset keys: "
            + ", ".join(sorted(str(each) for each in self.keys)),
        )
        return next(iter(self.keys))

    @property
    def op(self):
        return self.node_def

    @property
    def keys_by_input_name(self):
        return dict(self.keys_by_input)

    @property
    def keys_by_output_name(self):
        return dict(self.keys_by_output)

    @property
    def dependency_keys(self):
        return {*self.keys_by_input.values(), *self.deps}

    @property
    def asset_deps(self):
        return dict.fromkeys(self.keys, self.dependency_keys)

    @property
    def group_names_by_key(self):
        return dict.fromkeys(self.keys, self.group_name)

    @property
    def descriptions_by_key(self):
        return dict.fromkeys(self.keys, self.node_def.description)

    @property
    def required_resource_keys(self):
        return set(getattr(self.node_def, "required_resource_keys", ()))

    def subset(self, keys):
        """Those that make only some of its assets."""
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.keys_by_output = {name: key for name, key in self.keys_by_output.items() if key in keys}
        return made

    @property
    def is_executable(self):
        return True

    def __call__(self, *args, **kwargs):
        return self.node_def(*args, **kwargs)

    def with_hooks(self, hook_defs):
        return AssetsDefinition(
            self.node_def,
            self.keys_by_input,
            self.keys_by_output,
            self.deps,
            self.group_name,
            self.resource_defs,
            hooks=self.hooks | frozenset(hook_defs),
            partitions_def=self.partitions_def,
        )

    @staticmethod
    def from_graph(
        graph_def, *, keys_by_input_name=None, keys_by_output_name=None, group_name=None, resource_defs=None, **_
    ):
        inputs = {name: AssetKey(name) for name in graph_def.input_dict}
        inputs.update({name: AssetKey.from_coercible(key) for name, key in (keys_by_input_name or {}).items()})
        outputs = {name: AssetKey(graph_def.name if name == DEFAULT_OUTPUT else name) for name in graph_def.output_dict}
        outputs.update({name: AssetKey.from_coercible(key) for name, key in (keys_by_output_name or {}).items()})
        return AssetsDefinition(graph_def, inputs, outputs, (), group_name, resource_defs)

    @staticmethod
    def from_op(op_def, *, keys_by_input_name=None, keys_by_output_name=None, group_name=None, **_):
        return AssetsDefinition.from_graph(
            op_def,
            keys_by_input_name=keys_by_input_name,
            keys_by_output_name=keys_by_output_name,
            group_name=group_name,
        )


def _prefixed(prefix, name):
    return AssetKey(name) if prefix is None else AssetKey(name).with_prefix(prefix)


class AssetChecksDefinition(AssetsDefinition):
    """A step that makes no asset."""


def _input_keys(names, ins, deps=()):
    """Keys by names of inputs: those that are declared, and those of the same name as an asset."""
    found = {}
    for name in names:
        declared = (ins or {}).get(name)
        if declared is None:
            found[name] = AssetKey(name)
        else:
            found[name] = declared.key or _prefixed(declared.key_prefix, name)
    return found


def _op_of(
    function,
    name,
    outs,
    decorator,
    ins=None,
    deps=(),
    retry_policy=None,
    config_schema=None,
    required_resource_keys=None,
    op_tags=None,
    description=None,
):
    from ..._config.pythonic import schema_of_config_class

    decorated = DecoratedFunction(function)
    decorated.refuse_positional(decorator)
    schema = config_schema
    if decorated.has_config:
        schema = schema_of_config_class(decorated.config_type, decorated.config_default)
    types = {}
    for each, declared in (ins or {}).items():
        kind = NoValueSentinel if declared.dagster_type is None else declared.dagster_type
        types[each] = In(kind, metadata=declared.metadata, input_manager_key=declared.input_manager_key)
    return OpDefinition(
        decorated,
        name,
        types,
        outs,
        description or inspect.getdoc(function),
        schema,
        required_resource_keys,
        op_tags,
        None,
        retry_policy,
        is_asset=True,
    )


def asset(
    compute_fn=None,
    *,
    name=None,
    key_prefix=None,
    ins=None,
    deps=None,
    metadata=None,
    tags=None,
    description=None,
    config_schema=None,
    required_resource_keys=None,
    resource_defs=None,
    hooks=None,
    io_manager_def=None,
    io_manager_key=None,
    dagster_type=None,
    partitions_def=None,
    op_tags=None,
    group_name=None,
    output_required=True,
    retry_policy=None,
    code_version=None,
    key=None,
    check_specs=None,
    owners=None,
    kinds=None,
    pool=None,
    **rest,
):
    def decorate(function):
        made = AssetKey.from_coercible(key) if key is not None else _prefixed(key_prefix, name or function.__name__)
        kind = NoValueSentinel if dagster_type is None else dagster_type
        manager_key = io_manager_key
        resources = dict(resource_defs or {})
        if io_manager_def is not None:
            manager_key = f"{made.to_python_identifier()}__io_manager"
            resources[manager_key] = io_manager_def
        out = Out(kind, is_required=output_required, io_manager_key=manager_key, metadata=metadata)
        op = _op_of(
            function,
            made.to_python_identifier(),
            {DEFAULT_OUTPUT: out},
            "@asset",
            ins,
            deps or (),
            retry_policy,
            config_schema,
            required_resource_keys,
            op_tags,
            description,
        )
        op.check_specs = list(check_specs or ())
        return AssetsDefinition(
            op,
            _input_keys(op.input_dict, ins),
            {DEFAULT_OUTPUT: made},
            _keys_of(deps),
            group_name,
            resources,
            hooks=frozenset(hooks or ()),
            partitions_def=partitions_def,
        )

    return decorate if compute_fn is None else decorate(compute_fn)


def multi_asset(
    *,
    outs=None,
    name=None,
    ins=None,
    deps=None,
    description=None,
    config_schema=None,
    required_resource_keys=None,
    can_subset=False,
    resource_defs=None,
    group_name=None,
    retry_policy=None,
    specs=None,
    op_tags=None,
    partitions_def=None,
    **_,
):
    def decorate(function):
        if specs is not None:
            keys = {each.key.to_python_identifier(): each.key for each in specs}
            declared = {output: Out(is_required=not each.skippable) for output, each in zip(keys, specs, strict=True)}
            before = [dep.asset_key for each in specs for dep in each.deps if dep.asset_key not in keys.values()]
            kinds = {output: _nothing_out(out) for output, out in declared.items()}
        else:
            keys, kinds, before = {}, {}, []
            for output, each in (outs or {}).items():
                keys[output] = each.key or _prefixed(each.key_prefix, output)
                kind = NoValueSentinel if each.dagster_type is None else each.dagster_type
                kinds[output] = Out(
                    kind, is_required=each.is_required, io_manager_key=each.io_manager_key, metadata=each.metadata
                )
        op = _op_of(
            function,
            name or function.__name__,
            kinds,
            "@multi_asset",
            ins,
            deps or (),
            retry_policy,
            config_schema,
            required_resource_keys,
            op_tags,
            description,
        )
        before += _keys_of(deps)
        return AssetsDefinition(
            op, _input_keys(op.input_dict, ins), keys, before, group_name, resource_defs, can_subset,
            partitions_def=partitions_def,
        )  # fmt: skip

    return decorate


def _nothing_out(out):
    from ..types.dagster_type import Nothing

    return Out(Nothing, is_required=out.is_required)


def graph_asset(
    compose_fn=None,
    *,
    name=None,
    description=None,
    ins=None,
    config=None,
    key_prefix=None,
    group_name=None,
    key=None,
    resource_defs=None,
    **rest,
):
    def decorate(function):
        made = AssetKey.from_coercible(key) if key is not None else _prefixed(key_prefix, name or function.__name__)
        identifier = made.to_python_identifier()
        types = {each: In() for each in ins or {}}
        graph = GraphDefinition(identifier, **compose("@graph_asset", identifier, function, types, Out()))
        return AssetsDefinition(
            graph, _input_keys(graph.input_dict, ins), {DEFAULT_OUTPUT: made}, (), group_name, resource_defs
        )

    return decorate if compose_fn is None else decorate(compose_fn)


def graph_multi_asset(
    *, outs, name=None, ins=None, config=None, group_name=None, can_subset=False, resource_defs=None, **_
):
    def decorate(function):
        made = name or function.__name__
        declared = {output: Out() for output in outs}
        types = {each: In() for each in ins or {}}
        graph = GraphDefinition(made, **compose("@graph_multi_asset", made, function, types, declared))
        keys = {output: each.key or _prefixed(each.key_prefix, output) for output, each in outs.items()}
        return AssetsDefinition(graph, _input_keys(graph.input_dict, ins), keys, (), group_name, resource_defs)

    return decorate


class AssetLayer:
    """Which steps make which assets of a job. @param assets by the names of their nodes"""

    def __init__(self, assets, made, known):
        self._inputs = {}
        # By key, assets that a run may only load.
        self.known = known
        self._outputs = {}
        self._places = {}
        self.partitioned = {key for each in assets.values() if each.partitions_def is not None for key in each.keys}
        for name, each in assets.items():
            for output, key in each.keys_by_output.items():
                inner, handle = each.node_def.resolve_output(output, name)
                self._outputs.setdefault(handle, {})[inner] = key
                self._places[key] = (handle, inner)
            for input_name, key in each.keys_by_input.items():
                if key not in made:
                    self._load(name, each.node_def, input_name, key)

    def _load(self, handle, definition, input_name, key):
        self._inputs[handle, input_name] = key
        if definition.node_type_str == "graph":
            for name, node in definition.nodes.items():
                for inner, binding in node.bindings.items():
                    if isinstance(binding, InputMappingNode) and binding.name == input_name:
                        self._load(f"{handle}.{name}", node.definition, inner, key)

    def outputs_of(self, handle):
        return self._outputs.get(handle, {})

    def input_key(self, handle, input_name):
        return self._inputs.get((handle, input_name))

    def place_of(self, key):
        return self._places.get(key)

    def stored_by(self, key):
        """The resource that an asset is stored with, and its metadata."""
        found = self.known[key]
        if isinstance(found, SourceAsset):
            return found.io_manager_key, found.metadata
        output = next(name for name, each in found.keys_by_output.items() if each == key)
        inner = found.node_def.output_dict[output]
        return inner.manager_key, inner.metadata


def asset_job(
    name,
    assets,
    resources=None,
    config=None,
    tags=None,
    executor_def=None,
    hooks=None,
    op_retry_policy=None,
    description=None,
    known=None,
):
    """A job that materializes assets. @param assets of which those that are only sources are left out"""
    from ..types.dagster_type import Nothing
    from .inputs import InputDef

    definitions = [each for each in assets if isinstance(each, AssetsDefinition)]
    by_name, made = {}, {}
    for each in definitions:
        node_name = each.node_def.name
        if node_name in by_name:
            raise DagsterInvalidDefinitionError(f"Duplicate asset key: {sorted(each.keys, key=str)[0]}")
        by_name[node_name] = each
        for output, key in each.keys_by_output.items():
            made[key] = (node_name, output)
    known_keys = {key: each for each in (assets if known is None else known) for key in _keys(each)}
    nodes = {}
    for node_name, each in by_name.items():
        for key in each.keys_by_input.values():
            if key not in known_keys:
                raise DagsterInvalidDefinitionError(
                    f'Input asset "{json.dumps(key.path)}" is not produced by any of the provided asset ops and is not '
                    "one of the provided sources."
                )
        bindings = {input_name: _handle(made[key]) for input_name, key in each.keys_by_input.items() if key in made}
        definition = each.node_def
        for key in each.deps:
            if key in made:
                input_name = key.to_python_identifier()
                if definition.node_type_str == "op" and input_name not in definition.input_dict:
                    definition.input_defs.append(InputDef(input_name, Nothing))
                    definition.input_dict[input_name] = definition.input_defs[-1]
                bindings.setdefault(input_name, _handle(made[key]))
        nodes[node_name] = Invocation(node_name, definition, bindings, {}, each.hooks, None)
    graph = GraphDefinition(name, nodes)
    own = {key: value for each in definitions for key, value in each.resource_defs.items()}
    return JobDefinition(
        graph,
        name,
        description,
        {**own, **(resources or {})},
        config,
        tags,
        executor_def,
        hooks,
        op_retry_policy,
        _shared_partitions(name, definitions),
        asset_layer=AssetLayer(by_name, made, known_keys),
    )


def _shared_partitions(name, definitions):
    found = [each.partitions_def for each in definitions if each.partitions_def is not None]
    if any(each != found[0] for each in found):
        raise DagsterInvalidDefinitionError(f"Failed to resolve asset job {name}")
    return found[0] if found else None


def _handle(place):
    node, output = place
    return InvokedNodeOutputHandle(node, output, "op")


def _keys(asset):
    return asset.keys if isinstance(asset, AssetsDefinition) else {asset.key}


def materialize(
    assets,
    run_config=None,
    instance=None,
    resources=None,
    partition_key=None,
    raise_on_error=True,
    tags=None,
    selection=None,
):
    made = asset_job("__ephemeral_asset_job__", _selected(assets, selection), resources=resources, known=assets)
    return made.execute_in_process(
        run_config=run_config, instance=instance, partition_key=partition_key, raise_on_error=raise_on_error, tags=tags
    )


materialize_to_memory = materialize


def _selected(assets, selection):
    from .selection import AssetSelection

    return list(assets) if selection is None else AssetSelection.of(selection).resolve(assets)
