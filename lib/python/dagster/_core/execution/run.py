"""Runs a job: in this process, or as calls of the engine."""

import logging
import time
import uuid

from ... import _accepted
from .. import check
from ..definitions.resource_definition import missing_resource
from ..errors import DagsterInvalidDefinitionError, DagsterMaxRetriesExceededError
from ..events import DagsterEvent, LogRecord, step_event
from ..instance import DagsterInstance
from ..storage.io_manager import IOManagerDefinition, note_unused
from ..storage.io_manager import stores as is_own
from . import engine
from .context.logs import DagsterLogManager
from .context.run import DagsterRun, DagsterRunStatus
from .partition import partition_of
from .plan.active import ActivePlan, loads, outputs_of
from .plan.managed import StoredAs
from .plan.plan import FromMany, FromOutput, LoadedAsset, Managed, Value, build_plan
from .plan.step import Execution, Many, StepRequest
from .resources import initialized
from .result import ExecuteInProcessResult
from .run_config import plain, resolved_config


class Run:
    """
    @param stores whether outputs are pickled between steps, as where each step has a process
    @param partition from `partition_of`
    """

    def __init__(
        self,
        job,
        run_config=None,
        tags=None,
        run_id=None,
        resources=None,
        input_values=None,
        stores=True,
        partition=None,
        instance=None,
    ):
        self.instance = instance
        if resources or input_values:
            from ..definitions.resource_definition import wrapped_resources

            job = job._copy()
            job.resource_defs = {**job.resource_defs, **wrapped_resources(resources)}
            job.input_values = {**job.input_values, **(input_values or {})}
            job.check_input_values()
        self.job = job
        check_resources(job)
        if partition is not None and run_config is None:
            run_config = partition.config
        self.config = resolved_config(job, run_config)
        given = plain(run_config) or {}
        tags = {**job.tags, **(tags or {}), **({} if partition is None else partition.tags)}
        self.run = DagsterRun(job.name, run_id or str(uuid.uuid4()), given, tags)
        if partition is not None:
            self.run.window = partition.window
        self.run.partitioned = frozenset(getattr(job.asset_layer, "partitioned", ()))
        self.stores = stores
        self.records = []
        self.values = {}
        self.plan = ActivePlan(build_plan(job, self.config))
        self._resources = {name: (each, self._resource_config(name, each)) for name, each in job.resource_defs.items()}
        self.failures = []
        if stores:
            note_unused(job.resource_defs.values())
        if accepted := _accepted.take():
            engine.log(logging.INFO, f"Accepted, without effect here: {'; '.join(accepted)}")

    def _resource_config(self, name, definition):
        given = (self.config.get("resources") or {}).get(name) or {}
        configured = getattr(definition, "configured_with", None)
        field = getattr(definition, "config_field", None)
        default = field.default_value if field is not None and field.has_default else None
        return configured if configured is not None else given.get("config", default)

    def request(self, active):
        """What a step that is ready needs."""
        step = active.step
        inputs = {name: self._value(source, active) for name, source in active.sources.items()}
        needed = self.resources_of(step.op.required_resource_keys)
        return StepRequest(
            active.key, step.handle, step.op, {n: v for n, v in inputs.items() if v is not _NOTHING},
            active.mapping_key, active.attempt, _op_config(step), needed, step.retry_policy, step.assets, self.run,
            step.tags, self.stores, {name: loads(source) for name, source in active.sources.items()},
            {} if self.stores else {name: self._stored(source) for name, source in active.sources.items()},
        )  # fmt: skip

    def resources_of(self, keys):
        """Definitions and config of resources, and of those that they need."""
        needed = _with_needed(keys, self._resources)
        return {name: each for name, each in self._resources.items() if name in needed}

    def _value(self, source, active):
        if isinstance(source, Value):
            return source.value
        if isinstance(source, FromOutput):
            return self.values.get((source.step, source.output, source.dynamic), _NOTHING)
        if isinstance(source, FromMany):
            values = (self._value(each, active) for each in source.sources)
            return Many([each for each in values if each is not _NOTHING])
        if isinstance(source, Managed):
            return None
        check.inst(source, "source", LoadedAsset)
        if not self.stores and self._is_managed(source.key):
            return None
        if self.instance is not None and (source.key, self._partition()) in self.instance.assets:
            return self.instance.assets[source.key, self._partition()]
        raise DagsterInvalidDefinitionError(
            f"{active.key} loads the asset {source.key.to_user_string()}, which this run does not make. Fanout keeps "
            "no values of assets between runs: materialize it in the same run."
        )

    def _partition(self):
        return self.run.tags.get("dagster/partition")

    def _is_managed(self, key):
        """Whether an asset of another run is stored by an I/O manager of the program."""
        definition = self.job.resource_defs.get(self.job.asset_layer.stored_by(key)[0])
        return isinstance(definition, IOManagerDefinition) or is_own(getattr(definition, "value", None))

    def _stored(self, source):
        """What an input's values were stored as, in order."""
        if isinstance(source, LoadedAsset):
            key, metadata = self.job.asset_layer.stored_by(source.key)
            return [StoredAs(key, {"asset_key": source.key, "definition_metadata": metadata, "run": self.run})]
        found = []
        for each in outputs_of(source):
            if (each.step, each.output, each.dynamic) not in self.values:
                continue
            step = self.plan.steps[each.step].step
            output = step.op.output_dict[each.output]
            found.append(StoredAs(output.manager_key, self.stored_as(each.step, step, output, each.dynamic)))
        return found

    def stored_as(self, key, step, output, mapping_key):
        """What an I/O manager is told of an output."""
        return {
            "step_key": key, "name": output.name, "mapping_key": mapping_key, "run": self.run, "op_def": step.op,
            "asset_key": step.assets.get(output.name), "definition_metadata": output.metadata,
            "dagster_type": output.dagster_type,
        }  # fmt: skip

    def keep(self, record):
        self.records.append(record)

    def event(self, kind, message, level=logging.DEBUG):
        self.keep(LogRecord(level, message, None, DagsterEvent(kind, None, None, message)))

    def take(self, active, outcome):
        """What became of a step. @returns whether it is to be repeated"""
        for record in outcome.log:
            event = record.dagster_event
            if event is not None and event.event_type_value == "STEP_OUTPUT":
                handle = event.event_specific_data.step_output_handle
                self.plan.produce(active, handle.output_name, handle.mapping_key)
        for (output, mapping_key), value in outcome.outputs.items():
            self.values[active.key, output, mapping_key] = value
            asset = active.step.assets.get(output)
            if asset is not None and self.instance is not None:
                self.instance.assets[asset, self._partition()] = value
        if outcome.status == "retry":
            self.plan.retry(active, bool(outcome.seconds_to_wait))
            return True
        if outcome.status == "success":
            self.plan.succeed(active)
        else:
            self.failures.append(active.key)
            self.plan.fail(active)
        return False

    def settle(self):
        """Steps that never run, because of others. @returns their keys"""
        settled = []
        while found := self.plan.take_skipped():
            for active in found:
                key = active.key
                text = f"Skipping step {key} due to skipped dependencies: {self.plan.skipped_deps[key]}."
                self.keep(LogRecord(logging.INFO, text, key))
                event = step_event("STEP_SKIPPED", key, active.step.handle, f'Skipped execution of step "{key}".')
                self.keep(LogRecord(logging.DEBUG, event.message, key, event))
                engine.log(logging.INFO, text)
                self.plan.skip(active)
                settled.append(active)
        while found := self.plan.take_abandoned():
            for active in found:
                self._abandon(active)
                settled.append(active)
        return settled

    def _abandon(self, active):
        failed, abandoned = [], []
        for keys in active.dependencies:
            failed.extend(self.plan.failed & set(keys))
            abandoned.extend(self.plan.abandoned & set(keys))
        text = f"Dependencies for step {active.key}"
        text += f" failed: {failed}" if failed else ""
        text += f" were not executed: {abandoned}" if abandoned else ""
        text += ". Not executing."
        self.keep(LogRecord(logging.ERROR, text, active.key))
        engine.log(logging.ERROR, text)
        self.plan.abandon(active)

    def hooks(self, active, outcome, resources=None):
        """Calls the hooks of a step."""
        from .hooks import call_hooks

        if active.step.hooks:
            for record in call_hooks(self, active, outcome, resources):
                self.keep(record)

    def finish(self, raised=False):
        run = self.run
        if raised:
            run.status = DagsterRunStatus.FAILURE
            text = f'Execution of run for "{run.job_name}" failed. An exception was thrown during execution.'
            self.event("PIPELINE_FAILURE", text, logging.ERROR)
        elif self.failures:
            run.status = DagsterRunStatus.FAILURE
            text = f'Execution of run for "{run.job_name}" failed. Steps failed: {self.failures}.'
            self.event("PIPELINE_FAILURE", text, logging.ERROR)
        else:
            run.status = DagsterRunStatus.SUCCESS
            self.event("PIPELINE_SUCCESS", f'Finished execution of run for "{run.job_name}".')

    def result(self):
        return ExecuteInProcessResult(self.job, self.run, self.records, self.values)


_NOTHING = object()


def _with_needed(keys, resources):
    names, left = set(), list(keys)
    while left:
        name = left.pop()
        if name not in names and name in resources:
            names.add(name)
            left.extend(resources[name][0].required_resource_keys)
    return names


def _op_config(step):
    field = step.op.config_field
    if step.config is None and field is not None and field.has_default:
        return field.default_value
    return step.config


def check_resources(job):
    """@raises DagsterInvalidDefinitionError for resources that nobody provides"""
    available = ["io_manager", *job.resource_defs]

    def look(graph):
        for name in graph.order:
            node = graph.nodes[name]
            if node.definition.node_type_str == "graph":
                look(node.definition)
                continue
            for key in sorted(node.definition.required_resource_keys):
                if key not in available:
                    raise missing_resource(f"op '{name}'", key, available)
            for output in node.definition.output_defs:
                if output.manager_key not in available:
                    # The quotation mark too many is Dagster's.
                    about = f"output '{output.name}' of op '{name}''"
                    raise missing_resource(about, output.manager_key, available, "io manager", "IOManagerDefinition")

    look(job.graph)


def execute_in_process(job, run_config, instance, partition_key, raise_on_error, run_id, input_values, tags, resources):
    """What `execute_in_process` does: the program waits for it."""
    engine.begin()
    partition = partition_of(job, partition_key, instance) if partition_key else None
    is_local = engine.is_local() or not engine.can_block()
    stores = not is_local
    run = Run(job, run_config, tags, run_id, resources, input_values, stores, partition, instance)
    (instance or DagsterInstance.get()).keep(run.run, run.records)
    if is_local:
        run_here(run, raise_on_error)
    else:
        engine.block_on(run_calls(run, raise_on_error))
    return run.result()


def run_here(run, raise_on_error):
    """One step after the other, in this process."""
    run.event("PIPELINE_START", f'Started execution of run for "{run.run.job_name}".')
    plan = run.plan
    waiting = []
    group = engine.Group(run.job.name)
    try:
        with group.entered(), initialized(_used(run), run.run, _resource_log(run)) as resources:
            while not plan.is_complete:
                now = time.time()
                for due in [each for each in waiting if each[0] <= now]:
                    waiting.remove(due)
                    plan.again(due[1])
                active = plan.take()
                if active is None:
                    if not waiting:
                        break
                    engine.wait(min(at for at, _ in waiting) - now)
                    continue
                outcome = _one_here(run, active, resources)
                if run.take(active, outcome) and outcome.seconds_to_wait:
                    waiting.append((time.time() + outcome.seconds_to_wait, active))
                if raise_on_error and outcome.raises is not None:
                    raise _in_context(outcome)
                run.settle()
                run.hooks(active, outcome, resources)
    except BaseException as error:
        run.finish(raised=True)
        group.end(error)
        if raise_on_error or not isinstance(error, Exception):
            raise
        return
    run.finish()
    group.end()


def _used(run):
    keys = set()
    for step in run.plan.all_steps:
        keys |= step.op.required_resource_keys
        keys |= {each.manager_key for each in (*step.op.output_defs, *step.op.input_defs)}
        loaded = [each.key for each in step.inputs.values() if isinstance(each, LoadedAsset)]
        keys |= {run.job.asset_layer.stored_by(key)[0] for key in loaded}
        keys = keys.union(*(hook.required_resource_keys for hook in step.hooks))
    return run.resources_of(keys)


def _resource_log(run):
    """What resources log is the run's, or the step's where it is the only one."""
    steps = list(run.plan.all_steps)
    step = steps[0].handle if len(steps) == 1 else None

    def keep(level, text):
        record = LogRecord(level, text, step)
        run.keep(record)
        engine.show(record)

    return DagsterLogManager(keep)


def _one_here(run, active, resources):
    node = engine.Group(active.key, kind="trace")

    def emit(record):
        run.keep(record)
        engine.show(record)

    try:
        with node.entered():
            outcome = Execution(run.request(active), emit, resources).perform()
    except BaseException as error:
        node.end(error)
        raise
    node.end(outcome.error)
    return outcome


def _in_context(outcome):
    """What `raise_on_error` raises, in the context in which Dagster raises it."""
    raises = outcome.raises
    if raises is not outcome.error and raises.__context__ is None:
        raises.__context__ = outcome.error
    return raises


async def run_calls(run, raise_on_error=True):
    """Steps as calls of the engine, as many at a time as are ready and allowed."""
    from .calls import run_steps

    run.event("PIPELINE_START", f'Started execution of run for "{run.run.job_name}".')
    group = engine.Group(run.job.name)
    error = None
    try:
        error = await run_steps(run, group)
    except BaseException as raised:
        run.finish(raised=True)
        group.end(raised)
        raise
    run.finish()
    group.end(error)
    if error is not None and raise_on_error:
        raise error


def max_retries_error(info):
    return DagsterMaxRetriesExceededError(info.to_string())
