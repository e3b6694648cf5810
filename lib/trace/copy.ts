import { type Incremental, ROWS_PER_STEP } from "@/lib/base/incremental";
import { COLUMN_NAMES, type Columns, createColumns } from "./columns";
import type { Trace } from "./trace";

/**
 * A trace's columns in buffers of their own, as long as they are: to be given to another thread. In steps; each row is
 * copied whole, so that one of a trace that grows meanwhile is of one moment.
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
