import { statusAt } from "./row";
import type { Trace } from "./trace";

const known = (time: number | undefined): time is number => time !== undefined && !Number.isNaN(time);

/** ms since the trial's start at which it was called; NaN where that is not known. */
export const issuedAt = (trace: Trace, row: number): number => trace.issued[row] ?? Number.NaN;

/** ms at which its body started, or if it never did, at which it was called. */
export function startAt(trace: Trace, row: number): number {
  const started = trace.started[row];
  return known(started) ? started : issuedAt(trace, row);
}

/** ms at which its body ended; while it runs, the newest time of the trial. NaN if it never started. */
export function endAt(trace: Trace, row: number): number {
  const ended = trace.ended[row];
  if (known(ended)) return ended;
  const settled = trace.settled[row];
  if (known(settled)) return settled;
  return known(trace.started[row]) ? Math.max(trace.wallMs, trace.started[row] ?? 0) : Number.NaN;
}

/** ms that its body took, so far if it still runs. NaN if it has not started, and of what was skipped. */
export function durationAt(trace: Trace, row: number): number {
  if (statusAt(trace, row) === "skipped") return Number.NaN;
  return endAt(trace, row) - startAt(trace, row);
}

/** ms from the call until it was sent to a worker, or until its body started where nothing is sent. NaN where not known. */
export function queuedAt(trace: Trace, row: number): number {
  const dispatched = trace.dispatched[row];
  return (known(dispatched) ? dispatched : (trace.started[row] ?? Number.NaN)) - issuedAt(trace, row);
}

/** Bytes of its arguments and its result. */
export const bytesAt = (trace: Trace, row: number): number =>
  (trace.bytesIn[row] ?? 0) + (trace.bytesOut[row] ?? 0);
