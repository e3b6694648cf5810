"""Launch plans: a workflow with inputs, a limit and an execution of its own."""

import functools
from typing import Any

from _flyte import engine as fanout
from _flyte.settings import without_effect

from . import cluster, workflow
from .context_manager import Mode, state
from .entity import Entity, convert

_SETTINGS = (
    "schedule",
    "notifications",
    "labels",
    "annotations",
    "raw_output_data_config",
    "security_context",
    "trigger",
    "overwrite_cache",
    "auto_activate",
    "concurrency",
)
_ONLY_NAMED = (
    "Only named launchplans can be created that have other properties. Drop the name if you want to create a default "
    "launchplan. Default launchplans cannot have any other associations"
)


class LaunchPlan(Entity):
    CACHE: dict = {}
    local_mode = Mode.LOCAL_WORKFLOW

    def __init__(self, name, target, inputs=None, fixed=None, max_parallelism=None, **settings):
        self.name = name
        self._workflow = target
        self._saved_inputs = inputs or {}
        self._fixed_inputs = fixed or {}
        self._max_parallelism = max_parallelism
        self._settings = settings
        without_effect("flytekit", **settings)
        body = functools.partial(workflow._run, target)
        # A default one has the name of its workflow.
        short = f"{target.definition} launch plan" if name == target.name else name
        self.definition = fanout.define(short, f"launch plan {name}", body)

    def step(self, changed=None):
        """The launch plan as the engine has it. @param changed settings of one node"""
        settings = {**self._workflow.settings(), **(changed or {})}
        if self._max_parallelism:
            settings["maxParallelism"] = self._max_parallelism
        return fanout.step("launchPlan", self.definition, settings)

    @property
    def workflow(self):
        return self._workflow

    @property
    def python_interface(self):
        return self._workflow.python_interface

    @property
    def saved_inputs(self):
        return dict(self._saved_inputs)

    @property
    def fixed_inputs(self):
        return dict(self._fixed_inputs)

    @property
    def max_parallelism(self):
        return self._max_parallelism

    @property
    def schedule(self):
        return self._settings.get("schedule")

    @classmethod
    def create(
        cls, name, workflow, default_inputs=None, fixed_inputs=None, schedule=None, notifications=None, labels=None,
        annotations=None, raw_output_data_config=None, max_parallelism=None, security_context=None, auth_role=None,
        trigger=None, overwrite_cache=None, auto_activate=False, concurrency=None,
    ):  # fmt: skip
        given = locals()
        default_inputs, fixed_inputs = dict(default_inputs or {}), dict(fixed_inputs or {})
        kinds = workflow.python_interface.inputs
        for each in default_inputs:
            kinds[each]
        for each in fixed_inputs:
            if each not in kinds:
                raise AssertionError(f"Received unexpected keyword argument {each}")
        convert(fixed_inputs, kinds)
        default_inputs.update(fixed_inputs)
        settings = {each: given[each] for each in _SETTINGS}
        made = cls(name, workflow, default_inputs, fixed_inputs, max_parallelism, **settings)
        if cls._known(name, workflow):
            raise AssertionError(f"Launch plan named {name} was already created! Make sure your names are unique.")
        cls.CACHE[name] = made
        return made

    @classmethod
    def get_or_create(cls, workflow, name=None, default_inputs=None, fixed_inputs=None, **settings):
        max_parallelism = settings.get("max_parallelism")
        others = {each: value for each, value in settings.items() if each != "auto_activate"}
        if name is None and (
            default_inputs is not None
            or fixed_inputs is not None
            or any(value is not None for value in others.values())
        ):
            raise ValueError(_ONLY_NAMED)
        known = cls._known(name or workflow.name, workflow)
        if name is not None and known:
            saved = {**(default_inputs or {}), **(fixed_inputs or {})}
            cls._compare(known, workflow, name, saved, max_parallelism)
            return known
        if name is None and known:
            return known
        if name is not None:
            return cls.create(name, workflow, default_inputs, fixed_inputs, **settings)
        made = cls(workflow.name, workflow, workflow.python_interface.default_inputs_as_kwargs)
        cls.CACHE[workflow.name] = made
        return made

    get_default_launch_plan = classmethod(lambda cls, _context, workflow: cls.get_or_create(workflow))

    @classmethod
    def _known(cls, name, workflow):
        """The one of that name, unless it is of a program that was loaded before."""
        known: Any = cls.CACHE.get(name)
        of_before = known and known.workflow.function.__globals__ is not workflow.function.__globals__
        return None if of_before and known.workflow.function.__module__ == workflow.function.__module__ else known

    @staticmethod
    def _compare(known, workflow, name, saved, max_parallelism):
        if workflow is not known.workflow:
            raise AssertionError(
                f"Trying to create two launch plans both named '{name}' for the workflows '{workflow.name}' "
                f"and '{known.workflow.name}' - please ensure unique names."
            )
        for what, new, old in (
            ("default_inputs", saved, known._saved_inputs),
            ("max_parallelism", max_parallelism, known._max_parallelism),
        ):
            if new != old:
                raise AssertionError(
                    f"Trying to create two launch plans for workflow '{workflow.name}' both named '{name}' "
                    f"but with different values for '{what}' - please use different launch plan names."
                )

    def __call__(self, *args, **kwargs):
        if args:
            raise AssertionError("Only Keyword Arguments are supported for launch plan executions")
        given = {**self._saved_inputs, **kwargs}
        if state().mode is Mode.COMPILE:
            from .compiler import link_node

            return link_node(self, given)
        if state().mode.is_local or fanout.is_local():
            return self._workflow(**given)
        return self._call((), given)

    def cluster_execute(self, kwargs):
        inputs = convert(kwargs, self.python_interface.inputs)
        return cluster.waited(fanout.call_workflow(self.step(), inputs), self)

    async def run_node(self, node, run):
        result = await fanout.call_workflow(self.step(node.settings), await run.arguments(node))
        return cluster.named(self.python_interface, result)
