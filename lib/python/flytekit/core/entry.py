"""The workflow that is run of a program that runs none."""

from _fanout import entries
from _flyte import engine as fanout
from _flyte.inputs import inputs_of
from _flyte.settings import log_settings

from . import cluster
from .entity import convert, native_tuple
from .launch_plan import LaunchPlan
from .workflow import PythonFunctionWorkflow


def find(namespace, chosen):
    """The workflow or launch plan of that name; without one, the last workflow, if it needs no inputs."""
    if chosen:
        entry = namespace.get(chosen)
        found = entry if isinstance(entry, (PythonFunctionWorkflow, LaunchPlan)) else None
    else:
        workflows = [each for each in namespace.values() if isinstance(each, PythonFunctionWorkflow)]
        found = workflows[-1] if workflows else None
        if found is not None and any(
            not found.python_interface.has_default(each) for each in found.python_interface.inputs
        ):
            return None
    if found is None:
        return None
    kinds = found.python_interface.inputs
    return lambda given: _start(found, inputs_of(given, chosen or "", kinds))


def _start(entry, inputs):
    if fanout.is_asked_local():
        return entry(**inputs)
    return _run(entry, inputs)


async def _run(entry, inputs):
    """Nothing blocks: it runs where no plain function can wait, too."""
    log_settings("flytekit")
    interface = entry.python_interface
    saved = entry.saved_inputs if isinstance(entry, LaunchPlan) else interface.default_inputs_as_kwargs
    given = convert(entry._arguments((), {**saved, **inputs}), interface.inputs)
    values = cluster.named(interface, await fanout.call_workflow(entry.step(), given))
    if not values:
        return None
    return next(iter(values.values())) if len(values) == 1 else native_tuple(interface, list(values.values()))


def offer():
    """Tells what runs programs how to find an entry."""
    entries.offer(find)
