"""Nodes that wait."""

import asyncio
import time

from _flyte.refused import refuse

from .context_manager import Mode, state
from .entity import Entity
from .interface import Interface
from .node import Node
from .promise import NodeOutput, VoidPromise


class Gate(Entity):
    def __init__(self, seconds):
        self.name = "sleep"
        self.python_interface = Interface({}, {})
        self._seconds = seconds

    async def run_node(self, node, run):
        await asyncio.sleep(self._seconds)
        return {}


def sleep(duration):
    """A node that waits for some time. As in flytekit, one that runs here waits for nothing."""
    seconds = duration.total_seconds()
    here = state()
    if here.mode is Mode.COMPILE:
        node = Node(f"n{len(here.nodes)}", Gate(seconds), {})
        here.nodes.append(node)
        return VoidPromise("sleep", NodeOutput(node, "placeholder"))
    if here.mode.is_local and not here.is_skipped:
        time.sleep(seconds)
    return VoidPromise("sleep")


def approve(*_, **__):
    refuse("flytekit", "approve", "a program that runs here cannot ask a person.")


def wait_for_input(*_, **__):
    refuse("flytekit", "wait_for_input", "a program that runs here cannot ask a person.")
