import type { LogLine } from "@/lib/protocol/rows";
import type { Trace } from "@/lib/trace/trace";

/** Log lines shown next to a span; the log has all of them. */
const SHOWN_MAX_LINES = 100;

/** All attempts of the span that a row belongs to, the first one first; of one attempt only that row. */
export function attemptsAt(trace: Trace, row: number): number[] {
  const of = trace.attemptOf[row] ?? -1;
  const span = of >= 0 ? of : row;
  const rows: number[] = [];
  // An earlier attempt's row is added when a later attempt arrives: it comes after the span's.
  if ((trace.attempt[span] ?? 1) > 1) {
    for (let at = trace.attemptOf.indexOf(span, span); at >= 0; at = trace.attemptOf.indexOf(span, at + 1))
      rows.push(at);
  }
  return [...rows, span].sort((a, b) => (trace.attempt[a] ?? 0) - (trace.attempt[b] ?? 0));
}

export function logsAt(trace: Trace, row: number): LogLine[] {
  const id = trace.id[row];
  const attempt = trace.attempt[row];
  return trace.logs
    .filter((line) => line.span === id && line.attempt === attempt)
    .sort((a, b) => a.time - b.time)
    .slice(0, SHOWN_MAX_LINES);
}
