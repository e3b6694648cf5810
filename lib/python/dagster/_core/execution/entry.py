"""A program's job as what the page runs."""

import logging

from _fanout import entries, names

from ..definitions import registry
from ..definitions.definitions import find_job
from ..errors import DagsterUnknownPartitionError
from ..instance import DagsterInstance
from . import engine
from .partition import partition_of
from .run import Run, run_calls, run_here
from .run_config import RunConfig, plain


def find(namespace, chosen):
    """@returns a function of the inputs; None where the program has no job"""
    if not any(getattr(each, "__module__", "").startswith("dagster") for each in map(type, namespace.values())):
        return None
    job = find_job(namespace, chosen)
    return None if job is None else lambda inputs: _run(job, inputs)


async def _run(job, inputs):
    is_local = engine.is_local()
    inputs = dict(inputs)
    partition = _partition(job, inputs.pop("partition", None))
    config = _with_inputs(job, inputs, None if partition is None else partition.config)
    run = Run(job, config, stores=not is_local, partition=partition)
    if is_local:
        run_here(run, True)
    else:
        await run_calls(run)
    return _output(job, run.result())


def _partition(job, key):
    """@param key from the page; empty for the last one"""
    if job.partitions is None:
        return None
    instance = DagsterInstance.get()
    if not key:
        keys = job.partitions.get_partition_keys(dynamic_partitions_store=instance)
        if not keys:
            raise DagsterUnknownPartitionError(f"{job.describe_target()} has no partitions")
        key = keys[-1]
        engine.log(logging.INFO, f"Partition {key}, the last of {len(keys)}. Another one can be set in the inputs.")
    return partition_of(job, key, instance)


def _with_inputs(job, inputs, config):
    """
    Run config with the inputs of the page: fields of config classes, named `op.field`.
    @param config of the partition that runs
    """
    if not inputs:
        return None
    if config is None and isinstance(job.config, (dict, RunConfig)):
        config = job.config
    config = dict(plain(config) or {})
    ops = {**config.get("ops", {})}
    for name, value in inputs.items():
        op_name, _, field = name.partition(".")
        _set(ops, job.graph, op_name, field, value)
    return {**config, "ops": ops}


def _set(ops, graph, op_name, field, value):
    for name, node in graph.nodes.items():
        own = {**ops.get(name, {})}
        if node.definition.node_type_str == "graph":
            inner = {**own.get("ops", {})}
            _set(inner, node.definition, op_name, field, value)
            if inner:
                ops[name] = {**own, "ops": inner}
        elif node.definition.compute_fn.name == op_name:
            ops[name] = {**own, "config": {**(own.get("config") or {}), field: value}}


def _output(job, result):
    """Values of the nodes on which no other depends."""
    from ..definitions.graph_definition import sources
    from ..errors import DagsterInvariantViolationError

    graph = job.graph
    nodes = [node for node in graph.nodes.values() if node.definition.output_dict]
    used = {each.node_name for node in nodes for b in node.bindings.values() for each in sources(b)}
    found = {}
    for name in graph.order:
        if name in used:
            continue
        for output in graph.nodes[name].definition.output_dict:
            try:
                value = result.output_for_node(name, output)
            except DagsterInvariantViolationError:
                continue
            if value is not None:
                found[name if output == "result" else f"{name}.{output}"] = value
    return found or None


def offer():
    entries.offer(find, registry.start)
    names.allow_any_name(registry.is_used)
