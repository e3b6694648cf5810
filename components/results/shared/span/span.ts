import { keyAt, nameAt, statusAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

/** Characters of a key shown after a name; the detail shows all of it. */
const SHOWN_KEY_MAX_LENGTH = 200;

/** "piece", "piece[3]" or "piece · b": the name with its key or index. */
export function labelAt(trace: Trace, row: number): string {
  const name = nameAt(trace, row);
  const key = keyAt(trace, row);
  if (key !== undefined) return `${name} · ${key.slice(0, SHOWN_KEY_MAX_LENGTH)}`;
  const index = trace.index[row] ?? -1;
  return index >= 0 ? `${name}[${index}]` : name;
}

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

export function pathAt(trace: Trace, row: number): readonly string[] {
  const path: string[] = [];
  for (let at = row; at >= 0; at = trace.parent[at] ?? -1) path.push(labelAt(trace, at));
  return path.reverse();
}
