import type { RecordCounts } from "../../record-info";
import { type AttemptRecord, type Band, isOpen, type RunRecord, type StepRecord } from "./run-record";

/** A figure of a record, ms: known, known to lie in a band, or unknown. */
export type Measure = number | Band | undefined;

export interface Measures {
  /** From when it could begin until a worker was asked for, or it had a place in a worker that was there. */
  readonly queue: Measure;
  /** From when a worker was asked for until it was ready. */
  readonly start: Measure;
  readonly body: Measure;
}

const between = (from: number | undefined, to: number | undefined): number | undefined =>
  from === undefined || to === undefined ? undefined : to - from;

export const measuresOf = (attempt: AttemptRecord): Measures => ({
  queue: between(attempt.runnable, attempt.asked ?? attempt.ready),
  start: attempt.startBand ?? between(attempt.asked, attempt.ready),
  body: attempt.bodyBand ?? between(attempt.started, attempt.ended),
});

/** When an attempt took its slot and gave it back; undefined where the record does not say. */
export function heldFrom(record: RunRecord, attempt: AttemptRecord): number | undefined {
  const { asked, ready, started } = attempt;
  return record.slotFrom === "ready" ? (ready ?? started ?? asked) : (asked ?? ready ?? started);
}

/** Attempts that began: those that were only asked for never did. */
const hasBegun = (record: RunRecord, attempt: AttemptRecord): boolean =>
  (attempt.ready ?? attempt.started ?? (record.format === "github-jobs" ? attempt.asked : undefined)) !==
  undefined;

const isOwn = ({ encloses }: StepRecord): boolean => encloses !== true;

export function countsOf(record: RunRecord): RecordCounts {
  const { steps } = record;
  const all = steps.flatMap(({ attempts }) => attempts);
  const begun = all.filter((attempt) => hasBegun(record, attempt));
  const items = steps.filter(({ map }) => map !== undefined);
  const processes = new Set(
    all.flatMap(({ worker, status }) => (status === "skipped" ? [] : (worker?.split("/")[0] ?? []))),
  );
  if (processes.size > 1 && record.driver !== undefined) processes.delete(record.driver);
  return {
    steps: steps.length,
    items: items.length,
    maps: new Set(items.map(({ map, name }) => JSON.stringify([map, name]))).size,
    attempts: begun.length,
    failedAttempts: begun.filter(({ status }) => status === "failed").length,
    skipped: steps.filter(({ skipped }) => skipped).length,
    unfinished: all.filter(isOpen).length,
    workers: processes.size === 0 ? undefined : processes.size,
    peak: peakOf(
      record,
      steps.filter(isOwn).flatMap(({ attempts }) => attempts),
    ),
  };
}

function peakOf(record: RunRecord, attempts: readonly AttemptRecord[]): number {
  const from: number[] = [];
  const to: number[] = [];
  for (const attempt of attempts) {
    const taken = heldFrom(record, attempt);
    if (taken === undefined || attempt.settled === undefined) continue;
    from.push(taken);
    to.push(attempt.settled);
  }
  const starts = Float64Array.from(from).sort();
  const ends = Float64Array.from(to).sort();
  let over = 0;
  let peak = 0;
  for (let at = 0; at < starts.length; at += 1) {
    // What ends when another begins has freed its slot.
    while ((ends[over] as number) <= (starts[at] as number)) over += 1;
    peak = Math.max(peak, at + 1 - over);
  }
  return peak;
}
