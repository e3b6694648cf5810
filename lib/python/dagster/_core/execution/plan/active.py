"""
Which steps are ready, as Dagster decides it. Steps that become ready together are in the plan's order, and wait behind
those that were ready before; `dagster/priority` comes first; a step that is retried without a delay comes last.
"""

from collections import deque
from dataclasses import dataclass

from .plan import FromCollect, FromMany, FromOutput

_PRIORITY = "dagster/priority"
# No mapping key: of a dynamic output that was skipped.
_SKIPPED = "(skipped)"


@dataclass(eq=False)
class ActiveStep:
    """A step that can run. @param sources of its inputs, resolved"""

    key: str
    step: object
    mapping_key: str | None
    sources: dict
    needed: set
    attempt: int = 0

    @property
    def dependencies(self):
        """Keys of the steps of each input, in order."""
        return [[each.step for each in outputs_of(source)] for source in self.sources.values()]


def outputs_of(source):
    if isinstance(source, FromOutput):
        return [source]
    return [each for inner in source.sources for each in outputs_of(inner)] if isinstance(source, FromMany) else []


def loads(source):
    """Steps and outputs that a source loads."""
    return [(each.step, each.output) for each in outputs_of(source)]


class ActivePlan:
    """@param steps of `build_plan`"""

    def __init__(self, steps):
        self._plan = steps
        self.all_steps = steps.values()
        self.steps = {}
        # Steps and outputs with their mapping key: what has been produced.
        self.produced = set()
        self._mappings = {}
        # Steps whose mapping keys are known.
        self._resolved_by = set()
        self._pending = {}
        self._order = 0
        self._places = {}
        self._dependents = {}
        self._left = {}
        self._executable = deque()
        self._abandoned_now = []
        self._skipped_now = []
        self._in_flight = set()
        self._waiting = set()
        self.succeeded, self.failed, self.abandoned, self.skipped = set(), set(), set(), set()
        self.skipped_deps = {}
        self._has_priorities = any(step.tags.get(_PRIORITY) for step in steps.values())
        self._unresolved = {}
        executable = []
        for step in steps.values():
            needed = (step.mapped_by[0],) if step.mapped_by else step.collects
            if needed:
                self._unresolved.setdefault(frozenset(needed), []).append(step)
            else:
                executable.append(ActiveStep(step.handle, step, None, step.inputs, set()))
        # Those downstream of what is collected are known once that is resolved.
        self._blocked = []
        self._admit(executable)

    @property
    def is_complete(self):
        return not (self._pending or self._in_flight or self._executable or self._waiting or self._blocked)

    def _admit(self, made):
        """Steps whose dependencies are known become pending."""
        for active in made:
            self.steps[active.key] = active
        still = {}
        for active in [*self._blocked, *made]:
            needed = {key for keys in active.dependencies for key in keys}
            if any(key not in self.steps or key in still for key in needed):
                still[active.key] = active
            else:
                active.needed = needed
                self._expect(active)
        self._blocked = list(still.values())

    def _is_resolved(self, key):
        return key in self.succeeded or key in self.failed or key in self.abandoned or key in self.skipped

    def _expect(self, active):
        left = {key for key in active.needed if not self._is_resolved(key)}
        self._pending[active.key] = active
        self._places[active.key] = self._order
        self._order += 1
        self._left[active.key] = left
        for key in left:
            self._dependents.setdefault(key, []).append(active.key)
        if not left:
            self._ready([active.key])

    def _ready(self, keys):
        for key in sorted(keys, key=self._places.__getitem__):
            active = self._pending.pop(key)
            if self._is_skipped(active):
                self._skipped_now.append(active)
            elif not (active.needed.isdisjoint(self.failed) and active.needed.isdisjoint(self.abandoned)):
                self._abandoned_now.append(active)
            else:
                self._executable.append(active)

    def _is_skipped(self, active):
        for source in active.sources.values():
            handles = outputs_of(source)
            missing = [
                each
                for each in handles
                if (each.step in self.succeeded or each.step in self.skipped) and not self._has(each)
            ]
            if missing and (not isinstance(source, FromMany) or len(missing) == len(handles)):
                self.skipped_deps[active.key] = [f"{each.step}.{each.output}" for each in missing]
                return True
        return False

    def _has(self, handle):
        return (handle.step, handle.output, handle.dynamic) in self.produced

    def take(self):
        """The next step to run; None where none is ready."""
        if not self._executable:
            return None
        if self._has_priorities:
            best = max(self._executable, key=lambda active: _priority(active.step))
            self._executable.remove(best)
        else:
            best = self._executable.popleft()
        self._in_flight.add(best.key)
        return best

    def put_back(self, active):
        """It could not be started yet."""
        self._in_flight.discard(active.key)
        self._executable.appendleft(active)

    def take_skipped(self):
        return self._take_now(self._skipped_now)

    def take_abandoned(self):
        return self._take_now(self._abandoned_now)

    def _take_now(self, bucket):
        found = sorted(bucket, key=lambda active: -_priority(active.step))
        bucket.clear()
        return found

    def produce(self, active, output, mapping_key):
        self.produced.add((active.key, output, mapping_key))
        if mapping_key is not None:
            self._mappings.setdefault(active.key, {}).setdefault(output, []).append(mapping_key)

    def succeed(self, active):
        self.succeeded.add(active.key)
        self._settle(active)
        self._resolve_dynamic(active, False)

    def skip(self, active):
        self.skipped.add(active.key)
        self._settle(active)
        self._resolve_dynamic(active, True)

    def fail(self, active):
        self.failed.add(active.key)
        self._settle(active)

    def abandon(self, active):
        self.abandoned.add(active.key)
        self._settle(active)

    def retry(self, active, waits):
        """@param waits whether it is put back later, with `again`"""
        active.attempt += 1
        self._in_flight.discard(active.key)
        if waits:
            self._waiting.add(active.key)
        else:
            self._executable.append(active)

    def again(self, active):
        self._waiting.discard(active.key)
        self._executable.append(active)

    def _settle(self, active):
        self._in_flight.discard(active.key)
        ready = []
        for key in self._dependents.pop(active.key, ()):
            left = self._left[key]
            left.discard(active.key)
            if not left and key in self._pending:
                ready.append(key)
        self._ready(ready)

    def _resolve_dynamic(self, active, is_skipped):
        outputs = [each for each in active.step.op.output_defs if each.is_dynamic]
        if not outputs or active.mapping_key is not None:
            return
        known = self._mappings.setdefault(active.key, {})
        for each in outputs:
            keys = known.get(each.name, [])
            known[each.name] = None if is_skipped or (not keys and not each.is_required) else keys
        self._resolved_by.add(active.key)
        made = []
        for needed in [needed for needed in self._unresolved if needed <= self._resolved_by]:
            for step in self._unresolved.pop(needed):
                made.extend(self._resolve(step))
        self._admit(made)

    def keys_of(self, dynamic):
        """Mapping keys of a dynamic output, in the order in which they were yielded; None where it was skipped."""
        step, output = dynamic
        return self._mappings.get(step, {}).get(output, [])

    def _resolve(self, step):
        if step.mapped_by is None:
            sources = {name: self._collected(source) for name, source in step.inputs.items()}
            return [ActiveStep(step.handle, step, None, sources, set())]
        return [
            ActiveStep(f"{step.handle}[{key}]", step, key, {n: _mapped(s, key) for n, s in step.inputs.items()}, set())
            for key in self.keys_of(step.mapped_by) or ()
        ]

    def _collected(self, source):
        if not isinstance(source, FromCollect):
            return source
        inner = source.source
        keys = self.keys_of(inner.dynamic)
        if keys is None:
            step, output = inner.dynamic
            return FromMany((FromOutput(step, output, _SKIPPED),))
        return FromMany(tuple(_mapped(inner, key) for key in keys))


def _mapped(source, key):
    """A source of a mapped step, for one mapping key."""
    if isinstance(source, FromMany):
        return FromMany(tuple(_mapped(each, key) for each in source.sources))
    if not isinstance(source, FromOutput) or source.dynamic is None:
        return source
    if source.dynamic == (source.step, source.output):
        return FromOutput(source.step, source.output, key)
    return FromOutput(f"{source.step}[{key}]", source.output)


def _priority(step):
    try:
        return int(step.tags.get(_PRIORITY, 0))
    except ValueError:
        return 0
