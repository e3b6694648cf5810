"""How steps reach Fanout's engine, and what the tree and the log show of them. No other module knows the engine."""

import json
import pickle
import time
from typing import Any

from pyodide.ffi import JsException, can_run_sync, to_js

from _fanout import entries, fork, host
from _fanout.errors import from_js, to_js_error, translated
from _fanout.nodes import _node
from _fanout.span import context, current
from _fanout.tree import Node
from _fanout.values import arguments, dumps, loads
from _fanout.waiting import Pending, block
from _fanout.work import Work

from ..definitions.events import RetryRequested
from ..errors import DagsterError
from .context.logs import level_of
from .plan.step import Execution

# For what has been sent before the outcome that is there already.
_LATE_MS = 5000
_SHOWN = {"ASSET_MATERIALIZATION", "ASSET_OBSERVATION", "STEP_EXPECTATION_RESULT", "ASSET_CHECK_EVALUATION"}


class StepError(DagsterError):
    """An exception that cannot cross to the driver."""


def is_local():
    """Whether the run is to be as on a laptop."""
    return host.api.isLocal()


def begin():
    """The program itself starts a run. A worker that loads the program has what comes before."""
    if fork.is_loading():
        raise fork.StopLoading
    entries.started()


def can_block():
    return can_run_sync()


def is_sequential():
    """Whether one step runs at a time, in this worker."""
    return host.api.isSequential(current.get())


def is_chunked():
    """Whether steps of one mapped op share an interpreter, a chunk of them in each."""
    return host.api.isChunked(current.get())


def block_on(coroutine):
    return block(coroutine)


def wait(seconds):
    """In the middle of a plain function."""
    time.sleep(max(0, seconds))


def pause(seconds):
    """An awaitable."""
    with host.on_worker_loop():
        return Pending(host.api.sleep(seconds * 1000), lambda _: None)


def log(level, text, span=None):
    """@param level a number of `logging`"""
    host.api.log(current.get() if span is None else span, level_of(level), text)


def show(record):
    """A line of a run's log, in the span that runs."""
    event = record.dagster_event
    if event is None:
        log(record.level, record.user_message)
        return
    kind, metadata = event.event_type_value, None
    data = event.event_specific_data
    if kind in _SHOWN:
        metadata = getattr(getattr(data, "materialization", None), "metadata", None)
    elif kind == "STEP_OUTPUT" and data.metadata:
        metadata = data.metadata
    elif kind != "STEP_UP_FOR_RETRY":
        return
    text = f"{kind} - {record.user_message}"
    if metadata:
        text += "".join(f"\n  {name}: {_shown(value.value)}" for name, value in metadata.items())
    log(30 if kind == "STEP_UP_FOR_RETRY" else 20, text)


def _shown(value):
    try:
        return json.dumps(value, ensure_ascii=False)
    except TypeError, ValueError:
        return str(value)


class Group:
    """A node of the tree. @param parent another one"""

    def __init__(self, name, parent=None, kind="group"):
        self._node = Node(kind, name, parent and parent.span)

    @property
    def span(self):
        return self._node.span

    def entered(self):
        return self._node.entered()

    def end(self, error=None):
        self._node.end(error)


class Calls:
    """Calls of the steps of a run. @param run_id names the queue for what becomes of attempts that are repeated"""

    def __init__(self):
        self._steps = {}
        self._queue = host.api.newQueueId()
        self._early = {}

    def start(self, name, mapping_key, request, span):
        """@returns an awaitable outcome"""
        crossing = self._crossing(request)
        with translated():
            call = host.api.callStep(span, self._step(name, request), mapping_key, crossing)
        return Pending(call.promise, loads, call.stop)

    def start_map(self, name, requests, span):
        """@param requests by mapping key @returns awaitable outcomes, None for a step that failed: see `last`"""
        crossing = []
        for request in requests.values():
            request.is_mapped = True
            crossing.append(self._crossing(request))
        step = self._step(name, next(iter(requests.values())))
        options = host.to_object({"concurrency": 0, "minSuccessRatio": 0})
        with translated():
            promise = host.api.mapStep(span, step, to_js(crossing), options, to_js(list(requests)))
        return Pending(promise, lambda results: [None if each is None else loads(each) for each in results])

    def _step(self, name, request):
        step = self._steps.get(name)
        if step is None:
            policy = request.retry_policy
            rule = None if policy is None else _rule(policy)
            options = {} if rule is None else {"retries": rule}
            step = self._steps[name] = host.api.stepOf(name, host.to_object(options))
        return step

    def _crossing(self, request):
        return arguments((Work(perform, (request, self._queue), {}),), None)

    def here(self, name, request, span):
        """As `start`, in this worker: for what no other worker knows."""
        return _node(
            lambda proxy: host.api.traced(span, name, proxy, arguments((), None)), lambda: perform(request, None)
        )

    async def attempts(self, key, count):
        """Outcomes of the attempts before the last, in order."""
        found = await self._sent(key, lambda found: len(found) >= count)
        return sorted(found, key=lambda outcome: outcome.attempt)

    async def last(self, key):
        """The outcome of a step whose exception could not carry it; None where its worker could not say."""
        found = await self._sent(key, lambda found: any(each.is_last for each in found))
        self._early[key] = [each for each in found if not each.is_last]
        return next((each for each in found if each.is_last), None)

    async def _sent(self, key, is_enough):
        """Outcomes of a step that its workers have sent."""
        found = self._early.pop(key, [])
        while not is_enough(found):
            with translated():
                promise = host.api.get(current.get(), self._queue, None, _LATE_MS, False)
            got = await Pending(promise, lambda got: got)
            if not got.isFound:
                break
            outcome: Any = _failure(got.value) if isinstance(got.value, JsException) else loads(got.value)
            (found if outcome.key == key else self._early.setdefault(outcome.key, [])).append(outcome)
        return found


def _rule(policy):
    rule = {
        "maxRetries": policy.max_retries,
        "delayMs": (policy.delay or 0) * 1000,
        "backoff": policy.backoff.value.lower() if policy.backoff else "constant",
    }
    if policy.jitter:
        rule["jitter"] = policy.jitter.value.lower().replace("_", "-")
    return rule


def perform(request, queue):
    """In a worker: one attempt of a step. What fails raises the program's own exception, which carries the outcome."""
    request.attempt += context().attempt - 1 if queue is not None else 0
    outcome = Execution(request, show).perform()
    if outcome.status == "success":
        return outcome
    is_retry = isinstance(outcome.error, RetryRequested)
    error = (is_retry and outcome.error.__cause__) or outcome.raises or outcome.error
    again = outcome.status == "retry" and type(outcome.error).__name__ == "RetryRequestedFromPolicy"
    outcome.error = outcome.raises = None
    if again and queue is not None and not _is_final(error):
        host.api.put(current.get(), queue, None, dumps(outcome))
        raise error
    error = _carrying(error, outcome)
    keeps = queue is None or _keeps_outcome(error)
    if request.is_mapped:
        # A map has no place for the exceptions of its items.
        error = error if keeps else _marked(_step_error(error), outcome)
        host.api.put(current.get(), queue, None, to_js_error(error))
    elif not keeps:
        outcome.is_last = True
        host.api.put(current.get(), queue, None, dumps(outcome))
    raise error


def _failure(crossed):
    """The outcome of a mapped step that failed, with its exception."""
    error = from_js(crossed)
    outcome: Any = outcome_of(error)
    outcome.is_last = True
    outcome.error = error
    return outcome


def _keeps_outcome(error):
    """Not where its class says what is pickled of it."""
    return outcome_of(pickle.loads(pickle.dumps(error))) is not None


def _is_final(error):
    return getattr(error, "__fanout_final__", False)


def _carrying(error, outcome):
    try:
        pickle.loads(pickle.dumps(error))
        return _marked(error, outcome)
    except Exception:
        return _marked(_step_error(error), outcome)


def _step_error(error):
    return StepError(f"{type(error).__name__}: {error}")


def _marked(error, outcome):
    error.__fanout_final__ = True
    error.__dagster__ = outcome
    return error


def outcome_of(error):
    """What a step's exception carries; None where the worker could not say."""
    return getattr(error, "__dagster__", None)
