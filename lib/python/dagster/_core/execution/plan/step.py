"""Runs one step: calls the op, checks what it is given and gives, and says what happened."""

import asyncio
import inspect
import logging
import pickle
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from ...definitions.asset_checks import AssetCheckResult
from ...definitions.events import (
    AssetMaterialization,
    AssetObservation,
    AssetResult,
    AssetResultOutput,
    DynamicOutput,
    ExpectationResult,
    Failure,
    Output,
    RetryRequested,
)
from ...definitions.utils import NoValueSentinel
from ...errors import (
    DagsterError,
    DagsterExecutionHandleOutputError,
    DagsterExecutionStepExecutionError,
    DagsterInvariantViolationError,
    DagsterMaxRetriesExceededError,
    DagsterStepOutputNotFoundError,
    DagsterTypeCheckDidNotPass,
    DagsterTypeCheckError,
    DagsterUserCodeExecutionError,
)
from ...events import ErrorInfo, LogRecord, step_event
from ...logs import of_step
from ...storage.io_manager import stores as is_own
from ..context.logs import DagsterLogManager
from ..context.op_execution_context import AssetExecutionContext, OpExecutionContext
from ..resources import initialized
from . import managed
from .coerce import outputs_of
from .managed import StoredAs
from .stored import Stored, loaded
from .utils import RetryRequestedFromPolicy

_EVENTS = (
    Output, DynamicOutput, AssetMaterialization, ExpectationResult, AssetObservation, AssetResult, AssetCheckResult,
)  # fmt: skip


@dataclass
class StepRequest:
    """What a step needs. It crosses to the worker that runs it. @param inputs values, or a `list` of them"""

    key: str
    handle: str
    op: object
    inputs: dict
    mapping_key: str | None
    attempt: int
    config: object
    resources: dict
    retry_policy: object
    assets: dict
    run: object
    tags: dict
    # Outputs are pickled, as an I/O manager does.
    stores: bool
    # Step and output that each value of an input was loaded from, by the input's name.
    loads: dict
    # `StoredAs` of the values of each input, where all steps run in one process.
    stored: dict
    # Its call is an item of a map.
    is_mapped: bool = False

    def __repr__(self):
        return ", ".join(f"{name}={value!r}" for name, value in self.inputs.items())


@dataclass
class StepOutcome:
    """@param status "success", "failure" or "retry" @param error what was raised, where it failed"""

    key: str
    attempt: int
    status: str = "success"
    log: list = field(default_factory=list)
    # Values by output and mapping key.
    outputs: dict = field(default_factory=dict)
    error: Any = None
    seconds_to_wait: float | None = None
    # What `raise_on_error` raises.
    raises: Any = None
    # No further attempt follows, and it comes by itself.
    is_last: bool = False


class Execution:
    """@param emit is given each line of the run's log as it comes @param resources of a run that keeps them"""

    def __init__(self, request, emit, resources=None):
        self.request = request
        self.op = request.op
        self.run = request.run
        self.label = f'op "{request.handle}"'
        self.outcome = StepOutcome(request.key, request.attempt)
        self.metadata = {}
        self.log = DagsterLogManager(self._keep)
        self.resources: Any = resources
        self._emit = emit
        self._events = []
        self._seen = set()

    def perform(self):
        """@returns what became of the step; it never raises an `Exception`"""
        token = of_step.set(self._keep)
        try:
            with ExitStack() as stack:
                self._perform(stack)
        finally:
            of_step.reset(token)
        return self.outcome

    def _perform(self, stack):
        request = self.request
        failed = None
        try:
            if self.resources is None:
                self.resources = stack.enter_context(initialized(request.resources, request.run, self.log))
        except Exception as error:
            failed = error
        if request.attempt:
            text = f'Started re-execution (attempt # {request.attempt + 1}) of step "{request.key}".'
            self.event("STEP_RESTARTED", text)
        else:
            self.event("STEP_START", f'Started execution of step "{request.key}".')
        try:
            if failed is not None:
                raise failed
            self._core()
            self.event("STEP_SUCCESS", f'Finished execution of step "{request.key}".')
        except RetryRequested as retry:
            self._retry(retry)
        except Failure as failure:
            self._fail(failure, failure, user_failure_data=failure)
        except DagsterUserCodeExecutionError as error:
            self._fail(error, error.user_exception)
        except Exception as error:
            self._fail(error, error)

    def _retry(self, retry):
        request, outcome = self.request, self.outcome
        outcome.error = retry
        info = ErrorInfo.of(retry)
        if request.attempt >= retry.max_retries:
            info.message = f"Exceeded max_retries of {retry.max_retries}\n"
            failed = DagsterMaxRetriesExceededError(info.to_string())
            failed.__context__ = retry
            cause = retry.__cause__
            self._fail(retry, failed, info, cause if isinstance(cause, Failure) else None)
            return
        outcome.status = "retry"
        outcome.seconds_to_wait = retry.seconds_to_wait
        wait = f" in {retry.seconds_to_wait} seconds" if retry.seconds_to_wait else ""
        text = f'Execution of step "{request.key}" failed and has requested a retry{wait}.'
        self.event("STEP_UP_FOR_RETRY", text, error=info, seconds_to_wait=retry.seconds_to_wait)

    def _fail(self, error, raises, info=None, user_failure_data=None):
        outcome = self.outcome
        outcome.status, outcome.error, outcome.raises = "failure", error, raises
        text = f'Execution of step "{self.request.key}" failed.'
        self.event(
            "STEP_FAILURE", text, logging.ERROR, error=info or ErrorInfo.of(error), user_failure_data=user_failure_data
        )

    def _keep(self, level, text):
        self._record(LogRecord(level, text, self.request.key))

    def event(self, kind, message="", level=logging.DEBUG, **data):
        event = step_event(kind, self.request.key, self.request.handle, message, **data)
        self._record(LogRecord(level, message, self.request.key, event))

    def _record(self, record):
        self.outcome.log.append(record)
        self._emit(record)

    def add_event(self, event):
        """The op has logged an event."""
        self._events.append(event)

    def add_metadata(self, metadata, output_name=None, mapping_key=None):
        names = [each.name for each in self.op.output_defs]
        if output_name is None and len(names) != 1:
            raise DagsterInvariantViolationError(
                "Attempted to add metadata without providing output_name, but multiple outputs exist. Please provide "
                "an output_name to the invocation of `context.add_output_metadata`."
            )
        output_name = output_name or names[0]
        if output_name not in names:
            raise DagsterInvariantViolationError(f"{self.op.name} has no output named {output_name}.")
        is_dynamic = self.op.output_dict[output_name].is_dynamic
        if is_dynamic and not mapping_key:
            raise DagsterInvariantViolationError(
                f"Attempted to add metadata for dynamic output '{output_name}' without providing a mapping key. When "
                "adding metadata for a dynamic output, it is necessary to provide a mapping key."
            )
        if (output_name, mapping_key) in self._seen:
            key = f" with mapping_key '{mapping_key}'" if mapping_key else ""
            raise DagsterInvariantViolationError(
                f"In op '{self.request.handle}', attempted to log output metadata for output "
                f"'{output_name}'{key} which has already "
                "been yielded. Metadata must be logged before the output is yielded."
            )
        known = self.metadata.setdefault((output_name, mapping_key), {})
        known.update(metadata)

    def _core(self):
        inputs = {}
        for name, definition in self.op.input_dict.items():
            if definition.dagster_type.is_nothing or name not in self.request.inputs:
                continue
            inputs[name] = self._loaded(definition, self.request.inputs[name])
        for name in inputs:
            own = self.op.input_dict[name].manager_key
            if own is not None and not self.request.loads.get(name):
                self.event("LOADED_INPUT", f'Loaded input "{name}" using input manager "{own}"')
            for step, output in self.request.loads.get(name, ()):
                key = own or self._stored_with(name, step, output)
                text = f'Loaded input "{name}" using input manager "{key}", from output "{output}" of step "{step}"'
                self.event("LOADED_INPUT", text)
        for name, value in inputs.items():
            self._check_input(name, value)
        for event in self._checked(self._processed(self._compute(inputs))):
            if isinstance(event, (Output, DynamicOutput)):
                self._output(event)
            elif isinstance(event, AssetObservation):
                self.event("ASSET_OBSERVATION", f"Observed asset {event.label}.", asset_observation=event)
            elif isinstance(event, AssetMaterialization):
                text = event.description or f"Materialized value {event.label}."
                self.event("ASSET_MATERIALIZATION", text, materialization=event)
            elif isinstance(event, AssetCheckResult):
                self._check_result(event)
            elif isinstance(event, ExpectationResult):
                text = f"Expectation {event.label} {'passed' if event.success else 'failed'}"
                self.event("STEP_EXPECTATION_RESULT", event.description or text, expectation_result=event)

    def _loaded(self, definition, value):
        """The value of an input, from the I/O manager that has it."""
        values = value.values if isinstance(value, Many) else [value]
        stored = self.request.stored.get(definition.name) or [StoredAs(definition.manager_key, {})] * len(values)
        found = []
        for each, kept in zip(values, stored, strict=True):
            manager = self._manager(definition.manager_key or kept.manager_key)
            found.append(loaded(each) if manager is None else managed.load(self, manager, definition, kept))
        if isinstance(value, Many):
            return found
        return found[0] if found else loaded(value)

    def _stored_with(self, name, step, output):
        for each in self.request.stored.get(name, ()):
            if (each.given.get("step_key"), each.given.get("name")) == (step, output):
                return each.manager_key
        return "io_manager"

    def _manager(self, key):
        """An I/O manager of the program's own; None where Fanout hands values on."""
        if self.request.stores or key is None:
            return None
        found = self.resources.get(key)
        return found if is_own(found) else None

    def _type_check(self, what, name, kind, value):
        try:
            return kind.type_check(None, value)
        except DagsterError:
            raise
        except Exception as error:
            raise DagsterTypeCheckError(
                f'Error occurred while type-checking {what} "{name}" of {self.label}, with Python type {type(value)} '
                f"and Dagster type {kind.display_name}",
                error,
            ) from error

    def _check_input(self, name, value):
        kind = self.op.input_dict[name].dagster_type
        found = self._type_check("input", name, kind, value)
        clause = " (Type check passed)." if found.success else " Warning! Type check failed."
        self.event("STEP_INPUT", f'Got input "{name}" of type "{kind.display_name}".{clause}', input_name=name)
        if not found.success:
            self._refuse("input", name, kind, found)

    def _refuse(self, what, name, kind, found):
        raise DagsterTypeCheckDidNotPass(
            f'Type check failed for step {what} "{name}" - expected type "{kind.display_name}". '
            f"Description: {found.description}",
            found.metadata,
            kind,
        )

    def _compute(self, inputs):
        """What the op yields or returns."""
        compute = self.op.compute_fn
        context = (AssetExecutionContext if self.op.is_asset else OpExecutionContext)(self)
        kwargs = dict(inputs)
        if compute.has_config:
            kwargs["config"] = _config_of(compute, self.request.config)
        for name in compute.resource_names:
            kwargs[name] = self.resources.original(name)

        def call():
            return compute.function(context, **kwargs) if compute.has_context else compute.function(**kwargs)

        for event in self._guarded(self._results(call)):
            yield from self._logged()
            if not isinstance(event, _EVENTS):
                raise DagsterInvariantViolationError(
                    f"Compute function for {self.label} yielded a value of type {type(event)} rather than an instance "
                    "of Output, AssetMaterialization, or ExpectationResult. Values yielded by ops must be wrapped in "
                    "one of these types. If your op has a single output and yields no other events, you may want to "
                    "use `return` instead of `yield` in the body of your op compute function. If you are already "
                    f"using `return`, and you expected to return a value of type {type(event)}, you may be "
                    "inadvertently returning a generator rather than the value "
                )
            yield event
        yield from self._logged()

    def _logged(self):
        events, self._events = self._events, []
        return events

    def _results(self, call):
        function = self.op.compute_fn.function
        if inspect.isgeneratorfunction(function):
            yield from call()
        elif inspect.isasyncgenfunction(function):
            yield from _from_async(call())
        elif inspect.iscoroutinefunction(function):
            yield from outputs_of(asyncio.run(call()), self.op, self.label, self.log)
        else:
            yield from outputs_of(call(), self.op, self.label, self.log)

    def _guarded(self, events):
        """Errors of the program's own code are wrapped, or are retries."""
        while True:
            try:
                event = next(events)
            except StopIteration:
                return
            except DagsterError:
                raise
            except Exception as error:
                self.wrap(
                    error, DagsterExecutionStepExecutionError, f"Error occurred while executing {self.label}:",
                    step_key=self.request.key, op_name=self.op.name, op_def_name=self.op.name,
                )  # fmt: skip
            yield event

    def wrap(self, error, kind, message, **about):
        if isinstance(error, RetryRequested):
            raise error
        policy = self.request.retry_policy
        is_failure = isinstance(error, Failure)
        if policy and not (is_failure and not error.allow_retries):
            raise RetryRequestedFromPolicy(
                policy.max_retries, policy.calculate_delay(self.request.attempt + 1)
            ) from error
        if is_failure:
            raise error
        raise kind(message, error, **about) from error

    def _check_result(self, found):
        specs = [
            each
            for each in getattr(self.op, "check_specs", ())
            if found.check_name in (None, each.name) and found.asset_key in (None, each.asset_key)
        ]
        if not specs:
            raise DagsterInvariantViolationError(
                "Received unexpected AssetCheckResult. No AssetCheckSpecs were found for this step.You may need to set "
                "`check_specs` on the asset decorator, or you may be emitting an AssetCheckResult that isn't in the "
                "subset passed in `context.selected_asset_check_keys`."
            )
        found.check_name, found.asset_key = specs[0].name, specs[0].asset_key
        self.event("ASSET_CHECK_EVALUATION", found.text, asset_check_evaluation=found)

    def _processed(self, events):
        """Results of assets, as outputs."""
        for event in events:
            if not isinstance(event, AssetResult):
                yield event
                continue
            assets = self.request.assets
            if not assets:
                raise DagsterInvariantViolationError(
                    f"{type(event).__name__} is only valid within asset computations, no backing AssetsDefinition "
                    "found."
                )
            names = [name for name, key in assets.items() if event.asset_key in (None, key)]
            if len(names) != 1:
                raise DagsterInvariantViolationError(
                    f"{type(event).__name__} did not include asset_key and it can not be inferred. Specify which "
                    f"asset_key, options are: {set(assets.values())}."
                )
            value = getattr(event, "value", None)
            yield AssetResultOutput(value, names[0], event.metadata, event.data_version, tags=event.tags)
            yield from event.check_results

    def _checked(self, events):
        """Outputs, if they are what the op has declared."""
        op, label = self.op, self.label
        for event in events:
            if not isinstance(event, (Output, DynamicOutput)):
                yield event
                continue
            name = event.output_name
            if name not in op.output_dict:
                raise DagsterInvariantViolationError(
                    f'Core compute for {label} returned an output "{name}" that does not exist. The available outputs '
                    f"are {list(op.output_dict)}"
                )
            is_dynamic = op.output_dict[name].is_dynamic
            mapping_key = getattr(event, "mapping_key", None)
            if isinstance(event, Output):
                if (name, None) in self._seen:
                    raise DagsterInvariantViolationError(
                        f'Compute for {label} returned an output "{name}" multiple times'
                    )
                if is_dynamic:
                    raise DagsterInvariantViolationError(
                        f'Compute for {label} for output "{name}" defined as dynamic must yield DynamicOutput, got '
                        "Output."
                    )
            else:
                if not is_dynamic:
                    raise DagsterInvariantViolationError(
                        f"Compute for {label} yielded a DynamicOutput, but did not use DynamicOutputDefinition."
                    )
                if (name, mapping_key) in self._seen:
                    raise DagsterInvariantViolationError(
                        f'Compute for {label} yielded a DynamicOutput with mapping_key "{mapping_key}" multiple times.'
                    )
            self._seen.add((name, mapping_key))
            yield event.with_metadata({**event.metadata, **self.metadata.get((name, mapping_key), {})})
        seen = {name for name, _ in self._seen}
        for output in op.output_defs:
            is_left_out = self.request.assets and output.name not in self.request.assets
            if output.name in seen or output.optional or is_left_out:
                continue
            if output.dagster_type.is_nothing:
                self.log.info(f'Emitting implicit Nothing for output "{output.name}" on {label}')
                yield Output(None, output.name)
            elif not output.is_dynamic:
                raise DagsterStepOutputNotFoundError(
                    f'Core compute for {label} did not return an output for non-optional output "{output.name}"',
                    step_key=self.request.key,
                    output_name=output.name,
                )

    def _output(self, output):
        name, mapping_key = output.output_name, getattr(output, "mapping_key", None)
        definition = self.op.output_dict[name]
        kind = definition.dagster_type
        if not self.request.stores:
            self.outcome.outputs[name, mapping_key] = output.value
        found = self._type_check("output", name, kind, output.value)
        clause = " (Type check passed)." if found.success else " Warning! Type check failed."
        key = f' mapping key "{mapping_key}"' if mapping_key else ""
        self.event(
            "STEP_OUTPUT", f'Yielded output "{name}"{key} of type "{kind.display_name}".{clause}',
            step_output_handle=StepOutputHandle(self.request.key, name, mapping_key), metadata=output.metadata,
            success=found.success,
        )  # fmt: skip
        if not found.success:
            self._refuse("output", name, kind, found)
        if self.request.stores:
            self.outcome.outputs[name, mapping_key] = self._stored(name, output.value)
        asset = self.request.assets.get(name)
        if not kind.is_nothing and output.value is not NoValueSentinel:
            manager = self._manager(definition.manager_key)
            metadata = {} if manager is None else managed.handle(self, manager, definition, output, asset)
            text = f'Handled output "{name}" using IO manager "{definition.manager_key}"'
            self.event("HANDLED_OUTPUT", text, metadata=metadata)
            output = output.with_metadata({**output.metadata, **metadata})
        if asset is not None:
            partition = self.run.tags.get("dagster/partition") if asset in self.run.partitioned else None
            made = AssetMaterialization(
                asset, metadata=output.metadata, partition=partition, tags=getattr(output, "tags", None)
            )
            self.event("ASSET_MATERIALIZATION", f"Materialized value {made.label}.", materialization=made)

    def _stored(self, name, value):
        if value is NoValueSentinel:
            return value
        try:
            return Stored(pickle.dumps(value, 5))
        except (AttributeError, RecursionError, ImportError, pickle.PicklingError) as error:
            shown = f"{type(value)} exceeds recursion limit and" if isinstance(error, RecursionError) else str(value)
            raise DagsterInvariantViolationError(
                f"Object {shown} is not picklable. You are currently using the fs_io_manager and the "
                "multi_or_in_process_executor. You will need to use a different io manager to continue using this "
                "output. For example, you can use the mem_io_manager with the in_process_executor.\n"
                "For more information on io managers, visit https://docs.dagster.io/guides/build/io-managers/ \n"
                "For more information on executors, vist https://docs.dagster.io/guides/operate/run-executors"
            ) from error
        except Exception as error:
            return self.wrap(
                error, DagsterExecutionHandleOutputError,
                f'Error occurred while handling output "{name}" of step "{self.request.key}":',
                step_key=self.request.key, output_name=name,
            )  # fmt: skip


@dataclass(frozen=True)
class StepOutputHandle:
    step_key: str
    output_name: str
    mapping_key: str | None = None


class Many:
    """The values of an input that comes from several outputs."""

    def __init__(self, values):
        self.values = values

    def __repr__(self):
        return repr(self.values)


def _config_of(compute, config):
    from ...._config.pythonic import Config

    kind = compute.config_type
    if isinstance(kind, type) and issubclass(kind, Config):
        return kind.from_run_config(config or {})
    return config


def _from_async(generator):
    with asyncio.Runner() as runner:
        while True:
            try:
                yield runner.run(_next(generator))
            except StopAsyncIteration:
                return


async def _next(generator):
    return await anext(generator)
