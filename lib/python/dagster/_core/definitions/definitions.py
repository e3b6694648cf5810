"""`Definitions`, and how a program's jobs are found."""

import inspect
import sys

from ..errors import DagsterError, DagsterInvalidDefinitionError, DagsterInvariantViolationError
from .asset_key import AssetKey
from .assets import AssetChecksDefinition, AssetsDefinition, _keys, asset_job
from .job_definition import JobDefinition
from .resource_definition import wrapped_resources
from .selection import AssetSelection

IMPLICIT_JOB = "__ASSET_JOB"


class UnresolvedJob:
    """What `define_asset_job` gives: a job, once the assets are known."""

    def __init__(
        self,
        name,
        selection=None,
        config=None,
        description=None,
        tags=None,
        executor_def=None,
        hooks=None,
        op_retry_policy=None,
        **_,
    ):
        self.name = name
        self.selection = AssetSelection.of(selection)
        self.options = {
            "config": config, "description": description, "tags": tags, "executor_def": executor_def, "hooks": hooks,
            "op_retry_policy": op_retry_policy,
        }  # fmt: skip

    def resolve(self, assets, resources, executor):
        options = {**self.options, "executor_def": self.options["executor_def"] or executor}
        try:
            chosen = self.selection.resolve(assets)
        except DagsterError as error:
            raise DagsterInvalidDefinitionError(f"Failed to resolve asset job {self.name}") from error
        return asset_job(self.name, chosen, resources, **options, known=assets)


def define_asset_job(
    name,
    selection=None,
    config=None,
    description=None,
    tags=None,
    run_tags=None,
    metadata=None,
    partitions_def=None,
    executor_def=None,
    hooks=None,
    op_retry_policy=None,
    **_,
):
    return UnresolvedJob(
        name, selection, config, description, {**(tags or {}), **(run_tags or {})}, executor_def, hooks, op_retry_policy
    )


class Definitions:
    def __init__(
        self,
        assets=None,
        schedules=None,
        sensors=None,
        jobs=None,
        resources=None,
        executor=None,
        loggers=None,
        asset_checks=None,
        metadata=None,
        component_tree=None,
    ):
        self.assets = [*(assets or ()), *(asset_checks or ())]
        self.jobs = list(jobs or ())
        self.schedules = list(schedules or ())
        self.sensors = list(sensors or ())
        self.resources = wrapped_resources(resources)
        self.executor = executor
        self._is_checked = False

    def _check(self):
        """As a repository is made: the first job that cannot be resolved fails all."""
        if not self._is_checked:
            for each in self.jobs:
                if isinstance(each, UnresolvedJob):
                    self.resolve(each)
            self._is_checked = True

    @staticmethod
    def merge(*others):
        made = Definitions()
        for each in others:
            made.assets += each.assets
            made.jobs += each.jobs
            made.schedules += each.schedules
            made.sensors += each.sensors
            made.resources = {**made.resources, **each.resources}
            made.executor = made.executor or each.executor
        return made

    def job_names(self):
        names = [each.name for each in self.jobs]
        return [*names, IMPLICIT_JOB] if any(isinstance(each, AssetsDefinition) for each in self.assets) else names

    def get_job_def(self, name):
        self._check()
        for each in self.jobs:
            if each.name == name:
                return self.resolve(each)
        if name == IMPLICIT_JOB:
            return self.get_implicit_global_asset_job_def()
        raise DagsterInvariantViolationError(
            f"Could not find job '{name}'. Found: {', '.join(repr(each) for each in self.job_names())}."
        )

    resolve_job_def = get_job_def

    def resolve(self, job):
        if isinstance(job, UnresolvedJob):
            return job.resolve(self.assets, self.resources, self.executor)
        return job.with_top_level_resources(self.resources, self.executor)

    @staticmethod
    def validate_loadable(defs):
        """@raises what Dagster would where it loads these definitions"""
        for each in defs.jobs:
            defs.resolve(each)

    def get_repository_def(self):
        self._check()
        return Repository(self)

    def resolve_all_job_defs(self):
        self._check()
        return [self.get_job_def(name) for name in self.job_names()]

    def resolve_all_asset_keys(self):
        return sorted((key for each in self.assets for key in _keys(each)), key=str)

    def resolve_assets_def(self, key):
        wanted = AssetKey.from_coercible(key)
        for each in self.assets:
            if isinstance(each, AssetsDefinition) and wanted in each.keys:
                return each
        raise DagsterInvariantViolationError(f"Could not find asset {wanted}")

    get_assets_def = resolve_assets_def

    def get_implicit_global_asset_job_def(self):
        return asset_job(IMPLICIT_JOB, self.assets, self.resources, executor_def=self.executor)

    resolve_implicit_global_asset_job_def = get_implicit_global_asset_job_def


class Repository:
    """What Dagster makes of definitions. @param definitions whose names it has"""

    name = "__repository__"

    def __init__(self, definitions):
        self._definitions = definitions

    @property
    def job_names(self):
        return sorted(self._definitions.job_names())

    def has_job(self, name):
        return name in self.job_names

    def get_job(self, name):
        return self._definitions.get_job_def(name)

    def get_all_jobs(self):
        return self._definitions.resolve_all_job_defs()


def definitions(function):
    """A function that gives `Definitions`."""
    return function()


def repository(definitions_fn=None, *, name=None, **_):
    def decorate(function):
        found = function()
        assets = [each for each in found if isinstance(each, AssetsDefinition)]
        jobs = [each for each in found if isinstance(each, (JobDefinition, UnresolvedJob))]
        return Definitions(assets=assets, jobs=jobs)

    return decorate if definitions_fn is None else decorate(definitions_fn)


def load_assets_from_modules(modules, **_):
    return [each for each in _all_of(modules) if not isinstance(each, AssetChecksDefinition)]


def load_asset_checks_from_modules(modules, **_):
    return [each for each in _all_of(modules) if isinstance(each, AssetChecksDefinition)]


def _all_of(modules):
    return [each for module in modules for each in vars(module).values() if isinstance(each, AssetsDefinition)]


def load_assets_from_current_module(**_):
    return load_assets_from_modules([_caller()])


def load_asset_checks_from_current_module(**_):
    return load_asset_checks_from_modules([_caller()])


def _caller():
    return inspect.getmodule(sys._getframe(2)) or sys.modules["__main__"]


def find_job(namespace, chosen):
    """@param chosen a variable or a job's name; None for the first @returns None where the program defines none"""
    values = list(namespace.items())
    made = next((each for _, each in values if isinstance(each, Definitions)), None)
    jobs = {name: each for name, each in values if isinstance(each, (JobDefinition, UnresolvedJob))}
    if made is not None:
        jobs.update({each.name: each for each in made.jobs if each not in jobs.values()})
    assets = [each for _, each in values if isinstance(each, AssetsDefinition)]
    found = made or Definitions(assets=assets)
    found._check()
    if chosen is not None:
        named = [jobs[chosen]] if chosen in jobs else [each for each in jobs.values() if each.name == chosen]
        if named:
            return found.resolve(named[0])
        if chosen == IMPLICIT_JOB or not jobs:
            return found.get_implicit_global_asset_job_def()
        raise DagsterInvalidDefinitionError(f'the program has no job "{chosen}"; it has {", ".join(jobs)}')
    if jobs:
        return found.resolve(next(iter(jobs.values())))
    return found.get_implicit_global_asset_job_def() if found.assets else None
