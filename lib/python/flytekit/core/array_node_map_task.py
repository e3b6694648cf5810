"""`map_task`: a task for each element of a list."""

import functools
import hashlib
import math

from _fanout.tree import Node as TreeNode
from _flyte import engine as fanout

from ..loggers import logger
from . import cluster
from .context_manager import Mode, entered
from .entity import Entity, convert
from .fit import inputs_failed
from .interface import as_lists
from .launch_plan import LaunchPlan
from .task import PythonFunctionTask, outputs_of
from .type_engine import TypeTransformerFailedError


class ArrayNodeMapTask(Entity):
    local_mode = Mode.LOCAL_TASK

    def __init__(self, target, concurrency=None, min_successes=None, min_success_ratio=None, bound_inputs=None):
        self._partial = target if isinstance(target, functools.partial) else None
        task = self._partial.func if self._partial else target
        if not isinstance(task, PythonFunctionTask) or task.is_dynamic:
            raise ValueError(
                "Only PythonFunctionTask with default execution mode (not @dynamic or @eager) and PythonInstanceTask "
                "are supported in map tasks."
            )
        if len(task.python_interface.outputs) > 1:
            raise ValueError("Only tasks with a single output are supported in map tasks.")
        self._bound = set(bound_inputs or ()) | set(self._partial.keywords if self._partial else ())
        optional = min_success_ratio is not None and min_success_ratio != 1 and bool(task.python_interface.outputs)
        self.python_interface = as_lists(task.python_interface, self._bound, optional)
        self._task = task
        text = f"{','.join(sorted(self._bound))}{concurrency}{min_successes}{min_success_ratio}"
        digest = hashlib.md5(text.encode()).hexdigest()
        module, _, name = task.name.rpartition(".")
        self.name = f"{module}.map_{name}_{digest}-arraynode"
        self._concurrency = concurrency
        self._min_successes = min_successes
        self._min_success_ratio = min_success_ratio

    def __call__(self, *args, **kwargs):
        if self._partial:
            kwargs = {**self._partial.keywords, **kwargs}
        return self._call(args, kwargs)

    def _count(self, inputs):
        for name in self._task.python_interface.inputs:
            if isinstance(inputs[name], list) and name not in self._bound:
                return len(inputs[name])
        return 0

    def _item(self, inputs, i):
        return {
            name: value[i] if isinstance(value, list) and name not in self._bound else value
            for name, value in inputs.items()
        }

    def _least(self, count):
        """How many have to succeed. 0 counts as not set."""
        if self._min_successes:
            return self._min_successes
        return math.ceil(count * self._min_success_ratio) if self._min_success_ratio else count

    def local_execute(self, **kwargs):
        node = TreeNode("group", f"map {self._task.definition}")
        failed = None
        try:
            inputs = self._converted(kwargs)
            with node.entered(), entered(Mode.LOCAL_TASK, branch=None, task=self.name):
                given = self._execute(inputs)
        except Exception as error:
            if not isinstance(error, TypeTransformerFailedError):
                error.args = (f"Error encountered while executing '{self.name}':\n  {error}",)
            failed = error
            raise
        finally:
            node.end(failed)
        return self.promises(outputs_of(self, given))

    def _converted(self, kwargs):
        try:
            return convert(kwargs, self.python_interface.inputs)
        except TypeTransformerFailedError as error:
            error.args = (inputs_failed(self.name, error),)
            raise

    def _execute(self, inputs):
        results = []
        count = self._count(inputs)
        failures = 0
        for i in range(count):
            item = self._item(inputs, i)
            node = TreeNode("trace", self._task.definition)
            failed = None
            try:
                with node.entered():
                    result = self._task.execute(**item)
                if self.python_interface.outputs:
                    results.append(result)
            except Exception as error:
                failed = error
                results.append(None)
                failures += 1
                if count - failures < self._least(count):
                    logger.error("The number of successful tasks is lower than the minimum ratio")
                    raise
            finally:
                node.end(failed)
        return results

    def _start_map(self, inputs, settings=None):
        count = self._count(inputs)
        items = [self._item(inputs, i) for i in range(count)]
        return fanout.call_map(
            self._task.step(settings),
            items,
            concurrency=self._concurrency or 0,
            min_success_ratio=1 if count == 0 else min(1, self._least(count) / count),
        )

    def cluster_execute(self, kwargs):
        return self.promises(outputs_of(self, fanout.wait(self._start_map(self._converted(kwargs)))))

    async def run_node(self, node, run):
        results = await self._start_map(await run.arguments(node), node.settings)
        return cluster.named(self.python_interface, results if self.python_interface.outputs else None)


def map_task(target, concurrency=None, min_successes=None, min_success_ratio=1.0, run_all_sub_nodes=False, **kwargs):
    """A task for each element of the lists that it is called with."""
    if isinstance(target, LaunchPlan):
        from _flyte.refused import refuse

        refuse("flytekit", "map_task(LaunchPlan)", "call the launch plan for each element, in a dynamic workflow.")
    return ArrayNodeMapTask(target, concurrency, min_successes, min_success_ratio)
