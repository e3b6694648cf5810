"""Workflows."""

import enum
import functools
from typing import Any

from _fanout.tree import Node as TreeNode
from _flyte import engine as fanout

from ..exceptions.user import FlyteFailureNodeInputMismatchException, FlyteValueException
from . import cluster
from .compiler import compiled
from .context_manager import Branch, Mode, entered, state
from .entity import Entity, convert
from .interface import interface_of
from .promise import Promise, VoidPromise
from .task import full_name


class WorkflowFailurePolicy(enum.Enum):
    FAIL_IMMEDIATELY = 0
    FAIL_AFTER_EXECUTABLE_NODES_COMPLETE = 1


class PythonFunctionWorkflow(Entity):
    local_mode = Mode.LOCAL_WORKFLOW

    def __init__(
        self, function, failure_policy=None, on_failure: Any = None, pickle_untyped=False, max_parallelism=None
    ):
        self._workflow_function = function
        self.name = full_name(function)
        self.python_interface = interface_of(function, pickle_untyped)
        self.on_failure = on_failure
        self.fails_fast = failure_policy is not WorkflowFailurePolicy.FAIL_AFTER_EXECUTABLE_NODES_COMPLETE
        self._graph = None
        functools.update_wrapper(self, function)
        body = functools.partial(_run, self)
        self._max_parallelism = max_parallelism
        self.definition = fanout.define(function.__name__, self.name, body)

    def __reduce__(self):
        return self.__qualname__

    def settings(self):
        made: dict = {"finishRunnable": not self.fails_fast}
        if self._max_parallelism:
            made["maxParallelism"] = self._max_parallelism
        return made

    def step(self, changed=None):
        """The workflow as the engine has it. @param changed settings of one node"""
        return fanout.step("workflow", self.definition, {**self.settings(), **(changed or {})})

    @property
    def function(self):
        return self._workflow_function

    @property
    def nodes(self):
        return self.compile().nodes

    @property
    def short_name(self):
        return self.name.rpartition(".")[2]

    @property
    def interface(self):
        return self.python_interface

    def compile(self):
        if self._graph is None:
            self._graph = compiled(self._workflow_function, self.python_interface, self.name)
            self._check_on_failure()
        return self._graph

    def _check_on_failure(self):
        if self.on_failure is None:
            return
        mine, its = self.python_interface.inputs, self.on_failure.python_interface.inputs
        extra = its.keys() - mine.keys()
        if (its | mine) != its or any(not self.on_failure.python_interface.has_default(each) for each in extra):
            raise FlyteFailureNodeInputMismatchException(self.on_failure, self)

    def __call__(self, *args, **kwargs):
        interface = self.python_interface
        given = interface.default_inputs_as_kwargs
        if len(args) > len(interface.inputs):
            raise AssertionError(
                f"Received more arguments than expected in function '{self.name}'."
                f" Expected {len(interface.inputs)} but got {len(args)}"
            )
        for _, name in zip(args, interface.inputs, strict=False):
            given.pop(name, None)
        given.update(kwargs)
        self.compile()
        try:
            return self._call(args, given)
        except Exception as error:
            if self.on_failure is not None and fanout.is_local():
                self.on_failure(**self.with_error(given, error))
            raise

    def with_error(self, inputs, error):
        """What the handler of a failure gets."""
        from ..types.error import FlyteError

        if "err" not in self.on_failure.python_interface.inputs:
            return inputs
        return {**inputs, "err": FlyteError(failed_node_id="fn0", message=str(error))}

    def local_execute(self, **kwargs):
        inputs = convert(kwargs, self.python_interface.inputs)
        kinds = self.python_interface.inputs
        node = TreeNode("group", self.definition)
        failed = None
        try:
            # Within a branch that is taken, its conditionals are nested ones.
            around = state().branch
            branch = around and Branch(around.is_taken)
            with node.entered(), entered(Mode.LOCAL_WORKFLOW, branch=branch):
                given = {name: Promise(name, value, kind=kinds[name]) for name, value in inputs.items()}
                result = self._workflow_function(**given)
        except Exception as error:
            failed = error
            raise
        finally:
            node.end(failed)
        return self._outputs(result)

    def _outputs(self, result):
        outputs = self.python_interface.outputs
        if isinstance(result, VoidPromise) or result is None:
            if outputs:
                raise FlyteValueException(result, f"Interface has {len(outputs)} outputs.")
            return VoidPromise(self.name)
        if not outputs:
            raise FlyteValueException(result, "Interface output should've been VoidPromise or None.")
        names = list(outputs)
        if len(names) == 1:
            named = self.python_interface.output_tuple_name and isinstance(result, tuple)
            values = {names[0]: result[0] if named else result}
        else:
            values = {names[i]: result[i] for i, _ in enumerate(result)}
        converted = convert(values, outputs, are_outputs=True)
        return self.promises([converted[name] for name in names])

    def cluster_execute(self, kwargs):
        inputs = convert(kwargs, self.python_interface.inputs)
        return cluster.waited(fanout.call_workflow(self.step(), inputs), self)

    async def run_node(self, node, run):
        result = await fanout.call_workflow(self.step(node.settings), await run.arguments(node))
        return cluster.named(self.python_interface, result)


async def _run(workflow, **inputs):
    """A workflow's body: it runs where it is called, and its nodes are calls."""
    cluster.begin(workflow)
    graph = cluster.quietly(workflow.compile)
    try:
        return await cluster.run_graph(graph, workflow.python_interface, inputs, workflow.fails_fast)
    except Exception as error:
        if (handler := workflow.on_failure) is not None:
            given = workflow.with_error(inputs, error)
            call = fanout.call_workflow if isinstance(handler, PythonFunctionWorkflow) else fanout.call
            await call(handler.step(), given)
        raise


def workflow(
    _workflow_function=None,
    failure_policy=None,
    interruptible=False,
    on_failure=None,
    docs=None,
    pickle_untyped=False,
    default_options=None,
):
    """Makes a function a workflow."""

    def decorate(function):
        most = getattr(default_options, "max_parallelism", None)
        return PythonFunctionWorkflow(function, failure_policy, on_failure, pickle_untyped, most)

    return decorate if _workflow_function is None else decorate(_workflow_function)
