"""Hooks: what is called after a step."""

import contextlib
import functools
import logging

from ..events import ErrorInfo, LogRecord, step_event
from . import engine
from .context.logs import DagsterLogManager
from .plan.stored import loaded
from .resources import initialized


class HookDefinition:
    def __init__(self, hook_fn, name, on=None, required_resource_keys=None):
        self.hook_fn = hook_fn
        self.name = name
        # Status of the steps that it is for; None for all.
        self.on = on
        self.required_resource_keys = set(required_resource_keys or ())
        functools.update_wrapper(self, hook_fn)

    def __call__(self, target):
        return target.with_hooks({self})


def _hook(on):
    def decorator(hook_fn=None, *, name=None, required_resource_keys=None):
        def decorate(function):
            return HookDefinition(function, name or function.__name__, on, required_resource_keys)

        return decorate if hook_fn is None else decorate(hook_fn)

    return decorator


success_hook = _hook("success")
failure_hook = _hook("failure")


class HookContext:
    def __init__(self, run, active, outcome, log, resources):
        self.log = log
        self.resources = resources
        self.run = self.dagster_run = run.run
        self.op = active.step.op
        self.step_key = active.key
        self.run_id = run.run.run_id
        self.job_name = run.run.job_name
        self.op_config = active.step.config
        self.op_exception = outcome.raises or outcome.error
        self.op_output_values = {name: loaded(value) for (name, _), value in outcome.outputs.items()}


def call_hooks(run, active, outcome, resources=None):
    """@param resources of the run, where they live as long as it does @returns lines of the run's log"""
    for hook in sorted(active.step.hooks, key=lambda hook: hook.name):
        lines = []

        def keep(level, text, lines=lines):
            lines.append(LogRecord(level, text, active.key))
            engine.log(level, text)

        kind, data = "HOOK_SKIPPED", {}
        text = f'Skipped the execution of hook "{hook.name}". It did not meet its '
        text += f'triggering condition during the execution of "{active.step.name}".'
        if outcome.status != "retry" and hook.on in (None, outcome.status):
            try:
                log = DagsterLogManager(keep)
                with _resources_of(run, hook, log, resources) as found:
                    hook.hook_fn(HookContext(run, active, outcome, log, found))
                kind = "HOOK_COMPLETED"
                text = f'Finished the execution of hook "{hook.name}" triggered for "{active.step.name}".'
            except Exception as error:
                kind = "HOOK_ERRORED"
                text = f'Error occurred during the execution of hook "{hook.name}" triggered for "{active.step.name}".'
                data = {"error": ErrorInfo.of(error)}
                engine.log(logging.ERROR, f"{text} {type(error).__name__}: {error}")
                text = None
        yield from lines
        event = step_event(kind, active.key, active.step.handle, text, **data)
        yield LogRecord(logging.DEBUG, text, active.key, event)


def _resources_of(run, hook, log, resources):
    if resources is not None:
        return contextlib.nullcontext(resources)
    return initialized(run.resources_of(hook.required_resource_keys), run.run, log)
