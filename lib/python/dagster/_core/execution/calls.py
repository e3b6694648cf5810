"""The steps of a run as calls: starts those that are ready, and takes what becomes of them."""

import asyncio

from _fanout import host

from ..definitions.registry import NotHere
from ..events import ErrorInfo, LogRecord, step_event
from . import engine
from .executors import TagLimits
from .plan.step import StepOutcome


class Steps:
    def __init__(self, run, group):
        self.run = run
        self.plan = run.plan
        self.group = group
        self.calls = engine.Calls()
        execution = (run.config.get("execution") or {}).get("config")
        most, limits = run.job.executor_def.limits_of(execution)
        self.most = 1 if engine.is_sequential() else most or float("inf")
        self.tags = TagLimits(limits)
        # Limits count steps, so under them each step is a separate call.
        self.in_chunks = engine.is_chunked() and not limits and self.most == float("inf")
        # By task, the steps that it runs.
        self.running = {}
        # Tasks that have ended: those of calls, and of waits before a retry.
        self.ended = asyncio.Queue()
        # Groups around mapped steps, and how many of them are left.
        self.maps = {}
        self.error = None
        self.later = set()

    async def all(self):
        while not self.plan.is_complete:
            self.start_ready()
            if not self.running and not self.later:
                break
            task = await self.ended.get()
            if task in self.later:
                self.later.discard(task)
                self.plan.again(task.result())
            else:
                for active, (outcome, error) in zip(self.running.pop(task), task.result(), strict=True):
                    await self.take(active, outcome, error)
        for group, _ in self.maps.values():
            group.end()
        return self.error

    def start_ready(self):
        if self.in_chunks:
            self.start_in_chunks()
            return
        held = []
        while len(self.running) < self.most and (active := self.plan.take()) is not None:
            if not self.tags.admits(active.step.tags):
                held.append(active)
                continue
            self.tags.begin(active.step.tags)
            self.start([active])
        for active in reversed(held):
            self.plan.put_back(active)

    def start_in_chunks(self):
        """Mapped steps of one op as one map, once no step runs that more of them may follow."""
        busy = {active.step.mapped_by for each in self.running.values() for active in each}
        together, held = {}, []
        while (active := self.plan.take()) is not None:
            if active.mapping_key is None:
                self.start([active])
            elif active.step.mapped_by in busy:
                held.append(active)
            else:
                together.setdefault(active.step.handle, []).append(active)
        for mapped in together.values():
            self.start(mapped)
        for active in reversed(held):
            self.plan.put_back(active)

    def start(self, actives):
        run = self.one(actives[0]) if len(actives) == 1 else self.many(actives)
        self.running[self.task(run)] = actives

    def task(self, coroutine):
        made = asyncio.Task(coroutine, loop=host.web)
        made.add_done_callback(self.ended.put_nowait)
        return made

    async def one(self, active):
        """@returns a list of what became of it, and of the exception that said so"""
        request = self.run.request(active)
        span = self.span_of(active).span
        try:
            try:
                outcome = await self.calls.start(_name(active), active.mapping_key, request, span)
            except NotHere:
                outcome = await self.calls.here(active.key, request, span)
        except Exception as error:
            return [(engine.outcome_of(error), error)]
        return [(outcome, None)]

    async def many(self, actives):
        """As `one`, of mapped steps of one op."""
        first = actives[0]
        requests = {active.mapping_key: self.run.request(active) for active in actives}
        try:
            outcomes = await self.calls.start_map(_name(first), requests, self.span_of(first).span)
        except NotHere:
            return [each for active in actives for each in await self.one(active)]
        except Exception as error:
            # The map could not start, or was ended: no step says what became of it.
            return [(_lost(active, error), error) for active in actives]
        return [(outcome, None) for outcome in outcomes]

    def span_of(self, active):
        if active.mapping_key is None:
            return self.group
        handle = active.step.handle
        if handle not in self.maps:
            count = len(self.plan.keys_of(active.step.mapped_by))
            self.maps[handle] = [engine.Group(f"{handle}[?]", self.group), count]
        return self.maps[handle][0]

    def left(self, active):
        """One mapped step less is to come."""
        entry = self.maps.get(active.step.handle) if active.mapping_key is not None else None
        if entry is not None:
            entry[1] -= 1
            if entry[1] == 0:
                entry[0].end()

    async def take(self, active, outcome, error):
        self.tags.end(active.step.tags)
        if outcome is None:
            outcome = await self.calls.last(active.key) or _lost(active, error)
            error = error or outcome.error
        for earlier in await self.calls.attempts(active.key, outcome.attempt - active.attempt):
            for record in earlier.log:
                self.run.keep(record)
        active.attempt = outcome.attempt
        for record in outcome.log:
            self.run.keep(record)
        if self.run.take(active, outcome):
            if outcome.seconds_to_wait:
                self.later.add(self.task(_after(outcome.seconds_to_wait, active)))
            return
        if outcome.status == "failure" and self.error is None:
            self.error = _raised(outcome, error)
        self.left(active)
        for each in self.run.settle():
            self.left(each)
        self.run.hooks(active, outcome)


def _name(active):
    return active.step.name if "." not in active.step.handle else active.step.handle


async def _after(seconds, active):
    await engine.pause(seconds)
    return active


def _raised(outcome, error):
    from .run import max_retries_error

    info = outcome.log[-1].dagster_event.event_specific_data.error
    return max_retries_error(info) if info.message.startswith("Exceeded max_retries") else error


def _lost(active, error):
    """A step whose worker could not say what became of it."""
    import logging

    text = f'Execution of step "{active.key}" failed.'
    info = ErrorInfo.of(error)
    event = step_event("STEP_FAILURE", active.key, active.step.handle, text, error=info, user_failure_data=None)
    record = LogRecord(logging.ERROR, text, active.key, event)
    return StepOutcome(active.key, active.attempt, "failure", [record])


async def run_steps(run, group):
    """@returns the exception of the first step that failed; None where none did"""
    return await Steps(run, group).all()
