"""What runs of Flyte 2 do, in its local mode. Both Flytes are asked by the same names."""

from typing import Any

from .calls import Calls, inputs_for


def version():
    import flyte

    return flyte.__version__


class Watch:
    def __init__(self):
        import flyte

        # Tasks that are awaited together may take turns in more than one order.
        self._calls = Calls(in_order=False)
        self._calls.decorator(flyte.TaskEnvironment, "task")

    def is_started(self):
        return bool(self._calls.lines)

    def has_entry(self, namespace):
        return _entry(namespace, None) is not None

    def run_entry(self, namespace, chosen, inputs):
        import flyte

        task: Any = _entry(namespace, chosen)
        run = flyte.with_runcontext(mode="local").run(task, **inputs_for(task.func, chosen, inputs))
        outputs = tuple(run.outputs())
        return outputs[0] if len(outputs) == 1 else outputs

    def found(self):
        return {"log": self._calls.lines, "outputs": {}}


def _entry(namespace, chosen):
    """The task of that name; without one, the last that the program defines, if it needs no inputs."""
    from flyte._task import TaskTemplate

    tasks = [value for value in namespace.values() if isinstance(value, TaskTemplate)]
    task = namespace.get(chosen) if chosen else tasks[-1] if tasks else None
    if not isinstance(task, TaskTemplate):
        return None
    interface = getattr(task, "native_interface", None) or task.interface
    return task if chosen or not interface.required_inputs() else None
