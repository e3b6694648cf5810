"""What workflows of flytekit do, in its local mode: one task after the other. Both flytekits have the same names."""

from typing import Any

from .calls import Calls, inputs_for


def version():
    import flytekit

    return flytekit.__version__


class Watch:
    def __init__(self):
        import flytekit

        self._calls = Calls(in_order=True)
        self._calls.decorator(flytekit, "task")
        # What a dynamic workflow gives are promises, of which each package has its own.
        self._calls.decorator(flytekit, "dynamic", has_results=False)

    def is_started(self):
        return bool(self._calls.lines)

    def has_entry(self, namespace):
        return _entry(namespace, None) is not None

    def run_entry(self, namespace, chosen, inputs):
        entry: Any = _entry(namespace, chosen)
        function = getattr(entry, "_workflow_function", None)
        return entry(**inputs_for(function, chosen, inputs))

    def found(self):
        return {"log": self._calls.lines, "outputs": {}}


def _entry(namespace, chosen):
    """The workflow or launch plan of that name; without one, the last workflow, if it needs no inputs."""
    from flytekit.core.launch_plan import LaunchPlan
    from flytekit.core.workflow import PythonFunctionWorkflow

    if chosen:
        entry = namespace.get(chosen)
        return entry if isinstance(entry, (PythonFunctionWorkflow, LaunchPlan)) else None
    workflows = [each for each in namespace.values() if isinstance(each, PythonFunctionWorkflow)]
    if not workflows:
        return None
    interface = workflows[-1].python_interface
    needed = set(interface.inputs) - set(interface.default_inputs_as_kwargs)
    return None if needed else workflows[-1]
