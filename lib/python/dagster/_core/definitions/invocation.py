"""Ops that are called as functions: without a run, in tests and in scripts."""

import inspect
import logging
import uuid

from ..errors import (
    DagsterInvalidConfigError,
    DagsterInvalidInvocationError,
    DagsterInvariantViolationError,
    DagsterTypeCheckDidNotPass,
)
from ..execution.resources import opened
from .events import DynamicOutput, Output
from .resource_definition import missing_resource


class DirectContext:
    """What `build_op_context` gives."""

    def __init__(
        self,
        resources=None,
        op_config=None,
        config=None,
        partition_key=None,
        run_tags=None,
        mapping_key=None,
        retry_number=0,
        instance=None,
        **_,
    ):
        from ..execution.context.logs import DagsterLogManager
        from ..execution.context.run import DagsterRun

        self._opened: list = []
        self.log = DagsterLogManager(_log)
        self.with_resources(resources)
        self.op_config = op_config if op_config is not None else config
        self.run_id = "EPHEMERAL"
        self.run = self.dagster_run = DagsterRun("ephemeral", str(uuid.uuid4()), {}, run_tags or {})
        self.run_config, self.run_tags = {}, dict(run_tags or {})
        self.retry_number = retry_number
        self.job_name = "ephemeral"
        self.partition_key = partition_key
        self.has_partition_key = partition_key is not None
        self._mapping_key = mapping_key
        self._events, self._metadata = [], {}
        self.instance = instance

    @property
    def op_execution_context(self):
        return self

    @property
    def resources(self):
        return self._opened[0]

    def with_resources(self, resources):
        """Resources that are arguments of the op. @returns them as the op gets them"""
        self._opened.append(opened(resources, None, self.log))
        return self._opened[-1]

    def _close(self):
        while self._opened:
            self._opened.pop().close()

    def get_mapping_key(self):
        return self._mapping_key

    def has_tag(self, key):
        return key in self.run_tags

    def get_tag(self, key):
        return self.run_tags.get(key)

    def log_event(self, event):
        self._events.append(event)

    def get_events(self):
        return list(self._events)

    def add_output_metadata(self, metadata, output_name="result", mapping_key=None):
        self._metadata.setdefault(output_name, {}).update(metadata)

    def get_output_metadata(self, output_name="result", mapping_key=None):
        return self._metadata.get(output_name)

    add_asset_metadata = add_output_metadata

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._close()

    __del__ = _close


def _log(level, text):
    from ..execution import engine

    engine.log(level, text)


def build_op_context(resources=None, op_config=None, **rest):
    return DirectContext(resources, op_config, **rest)


def build_asset_context(resources=None, asset_config=None, **rest):
    return DirectContext(resources, asset_config, **rest)


def _check_resources(op, args):
    """@raises DagsterInvalidDefinitionError for one that the context does not have"""
    if not (args and isinstance(args[0], DirectContext)):
        return
    available = list(args[0].resources._asdict())
    for key in sorted(op.required_resource_keys - set(op.compute_fn.resource_names)):
        if key not in available:
            raise missing_resource(f"op '{op.name}'", key, available)


def invoke(op, args, kwargs):
    """@returns what the op's function returns, with types checked"""
    compute = op.compute_fn
    _check_resources(op, args)
    args = list(args)
    kwargs = dict(kwargs)
    context = None
    if compute.has_context:
        missing = f"Decorated function '{compute.name}' has context argument"
        if not args and not kwargs:
            raise DagsterInvalidInvocationError(f"{missing}, but no context was provided when invoking.")
        if args:
            context = args.pop(0)
            if context is not None and not isinstance(context, DirectContext):
                raise DagsterInvalidInvocationError(f"{missing}, but no context was provided when invoking.")
        elif compute.context_name in kwargs:
            context = kwargs.pop(compute.context_name)
        else:
            raise DagsterInvalidInvocationError(
                f"{missing} '{compute.context_name}', but no value for '{compute.context_name}' was found when "
                f"invoking. Provided kwargs: {kwargs}"
            )
    elif args and isinstance(args[0], DirectContext):
        context = args.pop(0)
    context = context or DirectContext()
    given = _special(compute, op, args, kwargs, context)
    inputs = _inputs(op, compute, args, kwargs)
    for name, value in inputs.items():
        _check(op, "input", name, op.input_dict[name].dagster_type, value)
    inputs.update(given)
    result = compute.function(context, **inputs) if compute.has_context else compute.function(**inputs)
    return _checked_result(op, result, context)


def _special(compute, op, args, kwargs, context):
    """Config and resources, which are taken out of the arguments."""
    from ..._config.pythonic import Config
    from ..._config.schema import Shape

    given = {}
    names = [*compute.positional]
    parameters = [each for each in inspect.signature(compute.function).parameters if each != compute.context_name]
    for i in reversed(range(min(len(args), len(parameters)))):
        name = parameters[i]
        if name == "config" or name in compute.resource_names:
            given[name] = args.pop(i)
    for name in ["config", *compute.resource_names]:
        if name in kwargs and name not in names:
            given[name] = kwargs.pop(name)
    if compute.has_config and "config" not in given:
        kind = compute.config_type
        config = context.op_config or {}
        given["config"] = kind(**config) if isinstance(kind, type) and issubclass(kind, Config) else context.op_config
    own = {name: value for name, value in given.items() if name in compute.resource_names}
    given.update(context.with_resources(own)._asdict() if own else {})
    for name in compute.resource_names:
        if name not in given:
            given[name] = context.resources.original(name)
    if op.config_field is not None and not compute.has_config:
        given_config = {} if context.op_config is None else {"config": context.op_config}
        errors = []
        found = Shape({"config": op.config_field}).check(given_config, (), errors)
        if errors:
            raise DagsterInvalidConfigError("Error in config for op", errors, given_config)
        context.op_config = found.get("config")
    return given


def _inputs(op, compute, args, kwargs):
    nothing = [each.name for each in op.input_defs if each.dagster_type.is_nothing]
    for name in nothing:
        if name in kwargs:
            raise DagsterInvalidInvocationError(
                f"Attempted to provide value for nothing input '{name}'. Nothing dependencies are ignored when "
                "directly invoking ops."
            )
    known = {each.name: each for each in op.input_defs if each.name not in nothing}
    if len(known) < len(args) + len(kwargs):
        suggestion = (
            "This may be because you attempted to provide a value for a nothing dependency. Nothing dependencies are "
            "ignored when directly invoking ops."
            if nothing
            else "This may be because an argument was provided for the context parameter, but no context parameter "
            "was defined for the op."
        )
        raise DagsterInvalidInvocationError(f"Too many input arguments were provided for op '{op.name}'. {suggestion}")
    positional = compute.positional
    if len(args) > len(positional):
        raise DagsterInvalidInvocationError(
            f"op '{op.name}' has {len(positional)} positional inputs, but {len(args)} positional inputs were provided."
        )
    found = {}
    for name, value in zip(positional, args, strict=False):
        if name in kwargs:
            raise DagsterInvalidInvocationError(f"op {op.name} got multiple values for argument '{name}'")
        found[name] = value
    for name in positional[len(args) :]:
        if name in kwargs:
            found[name] = kwargs[name]
        elif known[name].has_default_value:
            found[name] = known[name].default_value
        else:
            raise DagsterInvalidInvocationError(f'No value provided for required input "{name}".')
    return {**found, **({k: v for k, v in kwargs.items() if k not in found} if compute.has_kwargs else {})}


def _check(op, what, name, kind, value):
    found = kind.type_check(None, value)
    if not found.success:
        raise DagsterTypeCheckDidNotPass(
            f'Type check failed for op "{op.name}" {what} "{name}" - expected type "{kind.display_name}". '
            f"Description: {found.description}",
            found.metadata,
            kind,
        )


def _checked_result(op, result, context):
    if inspect.isgenerator(result):
        return _checked_generator(op, result)
    if inspect.isasyncgen(result):
        return result
    if inspect.iscoroutine(result):
        return _checked_coroutine(op, result, context)
    return _checked_value(op, result, context)


async def _checked_coroutine(op, coroutine, context):
    return _checked_value(op, await coroutine, context)


def _checked_value(op, result, context):
    from ..execution.plan.coerce import outputs_of

    log = context.log if context else logging.getLogger("dagster")
    for event in outputs_of(result, op, f'op "{op.name}"', log):
        if isinstance(event, (Output, DynamicOutput)):
            _check(op, "output", event.output_name, op.output_dict[event.output_name].dagster_type, event.value)
    return result


def _checked_generator(op, generator):
    seen = set()
    for event in generator:
        if isinstance(event, (Output, DynamicOutput)):
            output = op.output_dict[event.output_name]
            _check(op, "output", output.name, output.dagster_type, event.value)
            if output.name in seen and not output.is_dynamic:
                raise DagsterInvariantViolationError(
                    f"Invocation of op '{op.name}' yielded an output '{output.name}' multiple times."
                )
            seen.add(output.name)
        elif not hasattr(event, "asset_key") and not hasattr(event, "label"):
            raise DagsterInvariantViolationError(
                "When yielding outputs from a op generator, they should be wrapped in an `Output` object."
            )
        yield event
    for output in op.output_defs:
        if output.name in seen or not output.is_required or output.is_dynamic:
            continue
        if output.dagster_type.is_nothing:
            yield Output(None, output.name)
        else:
            raise DagsterInvariantViolationError(
                f'Invocation of op "{op.name}" did not return an output for non-optional output "{output.name}"'
            )
