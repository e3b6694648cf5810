"""The local mode: tasks run in this process, on one event loop, as on a laptop."""

import asyncio
import itertools
import pickle
from typing import Any

from _fanout.tree import Node
from _flyte.loops import on_stack

from ._caller_errors import as_caller_sees
from ._context import ActionID, TaskContext, enter, task_context
from ._interface import convert_inputs, convert_outputs
from ._logging import logger
from ._policies import VersionParameters
from .errors import NonRecoverableError

# Results of tasks with a cache, for as long as the process lives.
_cache = {}
# s, before the n-th retry of a task that says nothing of it: this times 2 ** n.
_BACKOFF = 0.5


def start(name, **settings):
    """The context of a run, as its first task's caller has it."""
    return TaskContext(action=ActionID(name=name, run_name=name), mode="local", **settings)


async def submit(task, args, kwargs):
    """One call of a task."""
    caller: Any = task_context()
    inputs = convert_inputs(task.interface, args, kwargs)
    key = _cache_key(task, inputs)
    if key is not None and task.cache.behavior == "auto" and not caller.disable_run_cache and key in _cache:
        node = Node("trace", f"{task.short_name} (cached)")
        node.end()
        return pickle.loads(_cache[key])
    result = await _attempts(task, inputs, caller)
    if key is not None and not caller.disable_run_cache:
        _cache[key] = pickle.dumps(result)
    return result


async def _attempts(task, inputs, caller):  # noqa: RET503 - it only ends with a result or an error
    last = task.retries.count + 1
    for attempt in itertools.count(1):
        try:
            value = await _execute(task, inputs, caller, attempt)
        except Exception as error:
            logger.error(f"Task failed with error: {error}")
            failed = as_caller_sees(error)
            is_last = attempt == last or isinstance(error, NonRecoverableError)
            if isinstance(error, NonRecoverableError):
                logger.warning(
                    f"Task '{task.name}' raised a non-recoverable error on attempt "
                    f"{attempt}/{last}, skipping remaining retries."
                )
            if is_last:
                raise failed from error
            delay = _delay(task.retries.backoff, attempt)
            logger.warning(
                f"Task '{task.name}' action '{caller.action.name}' failed on attempt "
                f"{attempt}/{last}; retrying in {delay:.2f}s..."
            )
            await asyncio.sleep(delay)
        else:
            return convert_outputs(task.interface, value, task.name)


def _delay(backoff, attempt):
    if backoff is not None:
        return backoff.compute_delay(attempt - 1).total_seconds()
    return _BACKOFF * 2 ** (attempt - 1)


async def _execute(task, inputs, caller, attempt):
    node = Node("trace", task.short_name)
    failed = None
    context = caller.replace(
        action=ActionID(name=f"{task.short_name}", run_name=caller.action.run_name),
        attempt_number=attempt - 1,
        group_data=None,
        in_trace=False,
        report=None,
        data={},
    )
    try:
        return await asyncio.create_task(_body(task, inputs, context, node))
    except BaseException as error:
        failed = error
        raise
    finally:
        node.end(failed)


async def _body(task, inputs, context, node):
    """In an asyncio task of its own, and so in a context of its own."""
    with node.entered():
        enter(context)
        if task._call_as_synchronous:
            return await on_stack(task.func, **inputs)
        return await task.func(**inputs)


def _cache_key(task, inputs):
    if not task.cache.is_enabled():
        return None
    version = task.cache.get_version(VersionParameters(func=task.func, image=task.image))
    ignored = task.cache.get_ignored_inputs()
    kept = {name: value for name, value in inputs.items() if name not in ignored}
    try:
        return task.name, version, pickle.dumps(kept)
    except Exception:
        return None
