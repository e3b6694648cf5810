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

/** Slot-time in which slots were free while steps that could begin waited, ms. */
function freeWhileWaiting(
  record: RunRecord,
  attempts: readonly AttemptRecord[],
  slots: number,
): number | undefined {
  const changes: (readonly [time: number, held: number, waiting: number])[] = [];
  for (const attempt of attempts) {
    const from = heldFrom(record, attempt);
    if (from === undefined || attempt.runnable === undefined) continue;
    changes.push([attempt.runnable, 0, 1], [from, 1, -1]);
    if (attempt.settled !== undefined) changes.push([attempt.settled, -1, 0]);
  }
  if (changes.length === 0 || record.slotFrom === "ready") return undefined;
  changes.sort(([a], [b]) => a - b);
  let [held, waiting, sum, before] = [0, 0, 0, Number.NaN];
  for (const [time, more, wait] of changes) {
    const free = Math.min(Math.max(0, slots - held), Math.max(0, waiting));
    if (free > 0) sum += free * (time - before);
    held += more;
    waiting += wait;
    before = time;
  }
  return sum;
}
