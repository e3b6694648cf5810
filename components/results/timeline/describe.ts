import { statusWord } from "@/components/ui/status-glyph";
import { formatDuration } from "@/lib/base/format";
import { isCached, isReused, isSpan, kindAt, statusAt } from "@/lib/trace/row";
import { durationAt, startAt } from "@/lib/trace/span-times";
import type { Trace } from "@/lib/trace/trace";
import { labelAt } from "../shared/span/span";

const gap = (from: number | undefined, to: number | undefined): number =>
  (to ?? Number.NaN) - (from ?? Number.NaN);

export function phasesOf(
  trace: Trace,
  row: number,
): readonly { readonly label: string; readonly ms: number }[] {
  if (statusAt(trace, row) === "skipped") return [];
  const back = gap(trace.ended[row], trace.settled[row]);
  const there = gap(trace.dispatched[row], trace.received[row]);
  return [
    { label: "Queued", ms: gap(trace.issued[row], trace.dispatched[row]) },
    { label: "Sent", ms: there },
    { label: "Waiting in worker", ms: gap(trace.received[row], trace.started[row]) },
    { label: "Running", ms: durationAt(trace, row) },
    { label: "Returned", ms: Number.isNaN(there) ? Number.NaN : back },
  ].filter(({ ms }) => ms > 0);
}

export function describeSpan(trace: Trace, row: number): string {
  const worker = trace.worker[row] ?? -1;
  const words = [
    `${labelAt(trace, row)}${kindAt(trace, row) === "task" ? "" : ` (${kindAt(trace, row)})`}`,
    !isSpan(trace, row) || (trace.attempt[row] ?? 1) > 1 ? `attempt ${trace.attempt[row]}` : "",
    statusWord(statusAt(trace, row)).toLowerCase(),
    isCached(trace, row) ? "cached" : isReused(trace, row) ? "reused" : "",
    worker < 0 ? "" : worker === 0 ? "in the driver" : `in worker ${worker}`,
    ...(statusAt(trace, row) === "skipped"
      ? []
      : [`at ${formatDuration(startAt(trace, row))}`, `took ${formatDuration(durationAt(trace, row))}`]),
  ];
  return words.filter((word) => word !== "").join(", ");
}
