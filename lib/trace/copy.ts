import { STEP, type Steps } from "@/lib/base/incremental";
import { COLUMN_NAMES, type Columns, createColumns } from "./columns";
import type { Trace } from "./trace";

/**
 * A trace's columns in buffers of their own, as long as they are: to be given to another thread. In steps; each row is
 * copied whole, so that one of a trace that grows meanwhile is of one moment.
 */
export function* copyColumns(trace: Trace): Steps<Columns> {
  const { count } = trace;
  const copy = createColumns(count);
  for (let from = 0; from < count; from += STEP) {
    const to = Math.min(count, from + STEP);
    for (const name of COLUMN_NAMES) copy[name].set(trace[name].subarray(from, to), from);
    yield;
  }
  return copy;
}
