"""The task that is run of a program that runs none."""

from _fanout import entries
from _flyte.inputs import inputs_of

from ._run import Runner
from ._task import TaskTemplate


def find(namespace, chosen):
    """The task of that name; without one, the last that the program defines, if it needs no inputs."""
    tasks = [value for value in namespace.values() if isinstance(value, TaskTemplate)]
    task = namespace.get(chosen) if chosen else tasks[-1] if tasks else None
    if not isinstance(task, TaskTemplate) or (not chosen and task.interface.required_inputs()):
        return None
    kinds = task.interface.get_input_types()
    return lambda given: _run(task, inputs_of(given, chosen or "", kinds))


async def _run(task, inputs):
    outputs = (await Runner().run.aio(task, **inputs)).outputs()
    return outputs[0] if len(outputs) == 1 else tuple(outputs)


def offer():
    """Tells what runs programs how to find an entry."""
    entries.offer(find)
