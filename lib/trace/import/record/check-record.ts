import { LIMITS_BY_SOURCE, MAX_ATTEMPTS } from "@/lib/model/limits";
import { median } from "./median";
import { type AttemptRecord, isOpen, type RunRecord, type StepRecord } from "./run-record";

const TIMES = ["runnable", "asked", "ready", "started", "ended", "settled"] as const;
type Time = (typeof TIMES)[number];

/**
 * Makes a record consistent, whatever was in the file: times that cannot be are left out, not corrected; steps whose
 * parent is missing, or is below them, become steps of the run. Says what it left out.
 */
export function checkRecord(record: RunRecord): RunRecord {
  const { timeMs } = LIMITS_BY_SOURCE.imported;
  const middle = median(sample(record.steps).flatMap(({ attempts }) => attempts.flatMap(timesOf))) ?? 0;
  const isPossible = (time: number | undefined): boolean =>
    time !== undefined && Number.isFinite(time) && Math.abs(time - middle) < timeMs / 2;
  const dropped = { times: 0 };
  const parents = safeParents(record.steps);
  // What is as it should be is not copied: there may be 250,000 of them.
  const steps = record.steps.map((step): StepRecord => {
    const found = step.attempts
      .slice(0, MAX_ATTEMPTS - 1)
      .map((each) => withTimes(each, isPossible, dropped));
    const isSame =
      found.length === step.attempts.length && found.every((each, at) => each === step.attempts[at]);
    const parent = parents.get(step.id);
    if (isSame && parent === step.parent) return step;
    return { ...step, parent, attempts: isSame ? step.attempts : found };
  });
  const [first, last] = firstAndLast(steps);
  const begin = isPossible(record.begin) ? record.begin : undefined;
  const end = isPossible(record.end) ? record.end : undefined;
  const open = steps.reduce((sum, { attempts }) => sum + attempts.filter(isOpen).length, 0);
  return {
    ...record,
    begin: begin ?? first,
    end: end !== undefined && end >= (begin ?? first ?? end) ? end : last,
    launched: isPossible(record.launched) ? record.launched : undefined,
    derived: [
      ...record.derived,
      ...(begin === undefined ? ["the run's start (the first time of a step)"] : []),
      ...(end === undefined ? ["the run's end (the last time of a step)"] : []),
    ],
    incomplete: [
      ...record.incomplete,
      ...(open > 0 ? [`the end of ${open === 1 ? "1 attempt" : `${open} attempts`}`] : []),
      ...(dropped.times > 0
        ? [
            `${dropped.times === 1 ? "1 time" : `${dropped.times} times`} that cannot be (before what comes first, or years away)`,
          ]
        : []),
    ],
    steps,
  };
}

const timesOf = (attempt: AttemptRecord): number[] =>
  TIMES.flatMap((time) => attempt[time] ?? []).filter(Number.isFinite);

/** Enough for a median. */
const sample = <T>(values: readonly T[]): readonly T[] => {
  const step = Math.ceil(values.length / 10_000);
  return step > 1 ? values.filter((_, i) => i % step === 0) : values;
};

function firstAndLast(
  steps: readonly StepRecord[],
): readonly [first: number | undefined, last: number | undefined] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { attempts } of steps)
    for (const attempt of attempts)
      for (const name of TIMES) {
        const time = attempt[name];
        if (time === undefined || !Number.isFinite(time)) continue;
        if (time < first) first = time;
        if (time > last) last = time;
      }
  return first > last ? [undefined, undefined] : [first, last];
}

/** Leaves out what is impossible, and what lies before an earlier time of the same attempt. */
function withTimes(
  attempt: AttemptRecord,
  isPossible: (time: number | undefined) => boolean,
  dropped: { times: number },
): AttemptRecord {
  const kept: Partial<Record<Time, number | undefined>> = {};
  let before = Number.NEGATIVE_INFINITY;
  for (const name of TIMES) {
    const time = attempt[name];
    if (time === undefined) continue;
    if (!isPossible(time) || time < before) {
      dropped.times += 1;
      kept[name] = undefined;
    } else before = time;
  }
  return Object.keys(kept).length > 0 ? { ...attempt, ...kept } : attempt;
}

/** Id → parent, for parents that exist and are not below the step itself. */
function safeParents(steps: readonly StepRecord[]): ReadonlyMap<string, string | undefined> {
  const parents = new Map(steps.map(({ id, parent }) => [id, parent]));
  const safe = new Set<string>();
  for (const { id } of steps) {
    const path = new Set<string>();
    let at: string | undefined = id;
    while (at !== undefined && parents.has(at) && !safe.has(at) && !path.has(at)) {
      path.add(at);
      at = parents.get(at);
    }
    // A circle, or a parent that is not there: the chain ends here.
    if (at !== undefined && (path.has(at) || !parents.has(at)))
      for (const each of path) if (parents.get(each) === at) parents.set(each, undefined);
    for (const each of path) safe.add(each);
  }
  return parents;
}
