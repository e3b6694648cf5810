import type { StepRecord } from "../record/run-record";

/**
 * Steps that a record does not call items, but that are: two or more with the same key. They are numbered in the order in
 * which they began, where they have no number of their own.
 *
 * @param keyOf undefined: no item in any case
 */
export function asMaps(
  steps: readonly StepRecord[],
  keyOf: (step: StepRecord) => string | undefined,
): StepRecord[] {
  const groups = new Map<string, StepRecord[]>();
  for (const step of steps) {
    const key = keyOf(step);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(step);
    else groups.set(key, [step]);
  }
  const items = new Map<StepRecord, StepRecord>();
  for (const [map, group] of groups) {
    if (group.length < 2) continue;
    const numbered = group.every(({ index }) => index !== undefined);
    const ordered = numbered ? group : [...group].sort((a, b) => beganAt(a) - beganAt(b));
    for (const [i, step] of ordered.entries())
      items.set(step, { ...step, map, index: numbered ? step.index : i });
  }
  return steps.map((step) => items.get(step) ?? step);
}

/** When a step first showed up, ms; Infinity where no time of it is known. */
function beganAt({ attempts }: StepRecord): number {
  const { runnable, asked, ready, started } = attempts[0] ?? {};
  return runnable ?? asked ?? ready ?? started ?? Number.POSITIVE_INFINITY;
}
