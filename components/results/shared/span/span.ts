import { KINDS, type Kind } from "@/lib/model/kind";
import { STATUSES, type Status } from "@/lib/model/status";
import { FLAG_CACHED, FLAG_REPLAYED } from "@/lib/protocol/rows";
import type { Trace } from "@/lib/trace/trace";

/** Readings of one row of a Trace, in the words that the views show. */

export const statusAt = (trace: Trace, row: number): Status => STATUSES[trace.status[row] ?? 0] ?? "running";
export const kindAt = (trace: Trace, row: number): Kind => KINDS[trace.kind[row] ?? 0] ?? "task";
export const nameAt = (trace: Trace, row: number): string => trace.names[trace.name[row] ?? -1] ?? "";
export const isCached = (trace: Trace, row: number): boolean => ((trace.flags[row] ?? 0) & FLAG_CACHED) !== 0;
export const isReplayed = (trace: Trace, row: number): boolean =>
  ((trace.flags[row] ?? 0) & FLAG_REPLAYED) !== 0;
/** An earlier attempt of a span, which a later one replaced. */
export const isEarlierAttempt = (trace: Trace, row: number): boolean => (trace.attemptOf[row] ?? -1) >= 0;

/** Longest key shown beside a name, characters; the detail shows it whole. */
const LONGEST_KEY = 200;

/** "piece", "piece[3]" or "piece · b": the name and what tells it from its siblings. */
export function labelAt(trace: Trace, row: number): string {
  const name = nameAt(trace, row);
  const key = trace.notes.get(row)?.key;
  if (key !== undefined) return `${name} · ${key.slice(0, LONGEST_KEY)}`;
  const index = trace.index[row] ?? -1;
  return index >= 0 ? `${name}[${index}]` : name;
}

const known = (time: number | undefined): time is number => time !== undefined && !Number.isNaN(time);

/** ms since the run's start at which it was called; NaN where that is not known. */
export const issuedAt = (trace: Trace, row: number): number => trace.issued[row] ?? Number.NaN;

/** ms at which its body began, or where it never did, at which it was called. */
export function startAt(trace: Trace, row: number): number {
  const started = trace.started[row];
  return known(started) ? started : issuedAt(trace, row);
}

/** ms at which its body ended; while it runs, the newest time of the run. NaN for what never began. */
export function endAt(trace: Trace, row: number): number {
  const ended = trace.ended[row];
  if (known(ended)) return ended;
  const settled = trace.settled[row];
  if (known(settled)) return settled;
  return known(trace.started[row]) ? Math.max(trace.wallMs, trace.started[row] ?? 0) : Number.NaN;
}

/** ms that its body took, so far where it still runs. NaN for what has not begun. */
export function durationAt(trace: Trace, row: number): number {
  return endAt(trace, row) - startAt(trace, row);
}

/** Names from the entry down to this span. */
export function pathAt(trace: Trace, row: number): readonly string[] {
  const path: string[] = [];
  for (let at = row; at >= 0; at = trace.parent[at] ?? -1) path.push(labelAt(trace, at));
  return path.reverse();
}
