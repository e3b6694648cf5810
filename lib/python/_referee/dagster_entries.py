"""
The jobs of a program of the real Dagster, as Fanout's own find them (dagster/_core/definitions,
dagster/_core/execution/entry.py).
"""

IMPLICIT_JOB = "__ASSET_JOB"


def find_job(namespace, chosen):
    """@param chosen a variable or a job's name; None for the first @returns None where the program defines none"""
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

    from dagster import AssetsDefinition, Definitions, JobDefinition

    values = list(namespace.items())
    made = next((each for _, each in values if isinstance(each, Definitions)), None)
    kinds = (JobDefinition, UnresolvedAssetJobDefinition)
    jobs = {name: each for name, each in values if isinstance(each, kinds)}
    if made is not None:
        jobs.update({each.name: each for each in made.jobs or () if each not in jobs.values()})
    assets = [each for _, each in values if isinstance(each, AssetsDefinition)]
    found = made or Definitions(assets=assets)
    if chosen is not None:
        named = [jobs[chosen]] if chosen in jobs else [each for each in jobs.values() if each.name == chosen]
        if named:
            return _resolved(found, named[0])
        if chosen == IMPLICIT_JOB or not jobs:
            return found.resolve_implicit_global_asset_job_def()
        raise ValueError(f'the program has no job "{chosen}"; it has {", ".join(jobs)}')
    if jobs:
        return _resolved(found, next(iter(jobs.values())))
    return found.resolve_implicit_global_asset_job_def() if found.assets else None


def _resolved(found, job):
    from dagster import Definitions

    if all(each is not job for each in found.jobs or ()):
        found = Definitions.merge(found, Definitions(jobs=[job]))
    return found.resolve_job_def(job.name)


def with_inputs(job, inputs, config):
    """
    Run config with the inputs of the page: fields of config classes, named `op.field`.
    @param config of the partition that runs
    """
    if not inputs:
        return None
    config = dict((job.run_config if config is None else config) or {})
    ops = {**config.get("ops", {})}
    for name, value in inputs.items():
        op_name, _, field = name.partition(".")
        _set(ops, job.graph, op_name, field, value)
    return {**config, "ops": ops}


def _set(ops, graph, op_name, field, value):
    from dagster import GraphDefinition

    for name, node in graph.node_dict.items():
        own = {**ops.get(name, {})}
        if isinstance(node.definition, GraphDefinition):
            inner = {**own.get("ops", {})}
            _set(inner, node.definition, op_name, field, value)
            if inner:
                ops[name] = {**own, "ops": inner}
        elif getattr(node.definition.compute_fn, "name", None) == op_name:
            ops[name] = {**own, "config": {**(own.get("config") or {}), field: value}}
