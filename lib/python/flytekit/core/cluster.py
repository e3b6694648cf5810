"""As on a cluster: nodes run when what they need is there, each task as a call of the engine."""

import asyncio

from _fanout import host
from _fanout.output import held
from _flyte import engine

from .context_manager import Mode, State, enter
from .entity import resolved, without_promises
from .promise import Promise, follow


async def run_graph(graph, interface, inputs, fails_fast=True):
    """@returns the outputs, as they cross"""
    run = _Run(graph, inputs)
    tasks = [run.start(node) for node in graph.nodes]
    try:
        if fails_fast:
            await _first_failure(tasks)
        else:
            await asyncio.gather(*tasks, return_exceptions=True)
            for task in tasks:
                await task
        outputs = {name: await run.resolve(value) for name, value in graph.outputs.items()}
    finally:
        for task in tasks:
            task.cancel()
    return packed(interface, [resolved(value, interface.outputs[name]) for name, value in outputs.items()])


async def _first_failure(tasks):
    """All are over, or one has failed."""
    if not tasks:
        return
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    for task in tasks:
        if task in done:
            task.result()


class _Run:
    def __init__(self, graph, inputs):
        self._inputs = inputs
        self._tasks = {}
        self._outputs = {}

    def start(self, node):
        task = asyncio.ensure_future(self._run(node))
        self._tasks[node] = task
        return task

    async def _run(self, node):
        for other in node.before:
            await asyncio.shield(self._task(other))
        self._outputs[node] = await node.flyte_entity.run_node(node, self)

    def _task(self, node):
        return self._tasks.get(node) or self.start(node)

    async def value_of(self, promise):
        """Of a promise of this graph."""
        if promise.is_ready:
            return promise.value
        node = promise.ref.node
        if node is None:
            return follow(self._inputs[promise.ref.var], promise.path)
        await asyncio.shield(self._task(node))
        return follow(self._outputs[node].get(promise.ref.var), promise.path)

    async def resolve(self, value):
        """A value with promises in it."""
        found = {id(each): await self.value_of(each) for each in _promises(value)}
        return without_promises(value, lambda promise: found[id(promise)])

    async def arguments(self, node):
        kinds = node.flyte_entity.python_interface.inputs
        return {name: resolved(await self.resolve(value), kinds[name]) for name, value in node.bindings.items()}

    async def run_nodes(self, nodes):
        """Of a branch that is taken."""
        for node in nodes:
            self.start(node)
        for node in nodes:
            await asyncio.shield(self._tasks[node])


def _promises(value):
    if isinstance(value, Promise):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _promises(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _promises(each)


def packed(interface, values):
    """Outputs as they cross: the only one by itself."""
    return values[0] if len(interface.outputs) == 1 else tuple(values) or None


def named(interface, value):
    """The result of a call, by the names of its outputs."""
    names = list(interface.outputs)
    return {names[0]: value} if len(names) == 1 else dict(zip(names, value or (), strict=True))


def waited(pending, entity):
    """The result of a call that plain code has made."""
    return entity.promises(list(named(entity.python_interface, engine.wait(pending)).values()))


def begin(entity):
    """In a worker: a body of a task begins."""
    enter(State(mode=Mode.TASK, task=entity.name, run="cluster"))


def quietly(compile):
    """On a cluster a workflow is compiled before it runs. Only who starts it sees what its function prints."""
    if not host.api.workerNumber():
        return compile()
    with held():
        return compile()
