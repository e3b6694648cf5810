import { type Incremental, ROWS_PER_STEP } from "@/lib/base/incremental";
import { COLUMN_NAMES, type Columns, createColumns } from "./columns";
import type { Trace } from "./trace";

/**
 * A copy of a trace's columns, to be transferred to another thread. In steps. Each row is copied whole, so it is
 * consistent even if the trace grows in between.
 */
export function* copyColumns(trace: Trace): Incremental<Columns> {
  const { count } = trace;
  const copy = createColumns(count);
  for (let from = 0; from < count; from += ROWS_PER_STEP) {
    const to = Math.min(count, from + ROWS_PER_STEP);
    for (const name of COLUMN_NAMES) copy[name].set(trace[name].subarray(from, to), from);
    yield;
  }
  return copy;
}
