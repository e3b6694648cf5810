import { MATCH } from "@/lib/analysis/find/find";
import { FAILED } from "@/lib/analysis/layout/timeline-chart";
import type { Trace } from "@/lib/trace/trace";

/** Beside the bits of a chart's `paint`. */
export const FOUND = 64;

/** By row: whether it failed, as in `paint`, and whether a search found it. An earlier attempt is found with its span. */
export function foundFlags(trace: Trace, paint: Uint8Array, keep: Uint8Array): Uint8Array {
  return paint.map((how, row) => {
    const span = trace.attemptOf[row] as number;
    return (how & FAILED) | (keep[span >= 0 ? span : row] === MATCH ? FOUND : 0);
  });
}
