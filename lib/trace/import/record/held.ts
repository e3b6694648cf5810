import type { HeldTime } from "../../record-info";
import { heldFrom } from "./measures";
import type { AttemptRecord, RunRecord } from "./run-record";

/** What slots were held for. A part that a record gives no time of counts as unknown, never as another part. */
export function heldTimeOf(record: RunRecord, slots: number): HeldTime {
  let [total, start, work, around] = [0, 0, 0, 0];
  const attempts = record.steps.filter(({ encloses }) => encloses !== true).flatMap((step) => step.attempts);
  for (const attempt of attempts) {
    const from = heldFrom(record, attempt);
    const { ready, started, ended, settled } = attempt;
    if (from === undefined || settled === undefined) continue;
    total += settled - from;
    if (attempt.startBand === undefined && ready !== undefined) start += Math.max(0, ready - from);
    else if (attempt.startBand !== undefined && record.slotFrom !== "ready") start += attempt.startBand[0];
    if (attempt.bodyBand !== undefined) continue;
    if (started !== undefined && ended !== undefined) {
      work += ended - started;
      around += settled - ended + (ready === undefined ? 0 : Math.max(0, started - Math.max(ready, from)));
    }
  }
  const orchestrator = record.inProcess ? undefined : freeWhileWaiting(record, attempts, slots);
  return { total, start, work, around, unknown: Math.max(0, total - start - work - around), orchestrator };
}

const inOrder = (times: readonly number[]): Float64Array => Float64Array.from(times).sort();
const next = (times: Float64Array, at: number): number => times[at] ?? Number.POSITIVE_INFINITY;

/** Slot-time in which slots were free while steps that could begin waited, ms. */
function freeWhileWaiting(
  record: RunRecord,
  attempts: readonly AttemptRecord[],
  slots: number,
): number | undefined {
  if (record.slotFrom === "ready") return undefined;
  const [runnable, taken, freed]: [number[], number[], number[]] = [[], [], []];
  for (const attempt of attempts) {
    const from = heldFrom(record, attempt);
    if (from === undefined || attempt.runnable === undefined) continue;
    runnable.push(attempt.runnable);
    taken.push(from);
    if (attempt.settled !== undefined) freed.push(attempt.settled);
  }
  if (taken.length === 0) return undefined;
  const waits = inOrder(runnable);
  const takes = inOrder(taken);
  const frees = inOrder(freed);
  let [w, t, f, sum, before] = [0, 0, 0, 0, Number.NaN];
  for (;;) {
    const time = Math.min(next(waits, w), next(takes, t), next(frees, f));
    if (!(time < Number.POSITIVE_INFINITY)) return sum;
    const free = Math.min(Math.max(0, slots - (t - f)), Math.max(0, w - t));
    if (free > 0) sum += free * (time - before);
    before = time;
    while (next(frees, f) === time) f += 1;
    while (next(takes, t) === time) t += 1;
    while (next(waits, w) === time) w += 1;
  }
}
