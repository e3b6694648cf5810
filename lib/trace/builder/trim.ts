import type { Incremental } from "@/lib/base/incremental";
import { type Columns, RESIZE } from "../columns";
import type { Trace } from "../trace";

/** A trace may have this much more room than rows, as a factor: less is not worth a copy. */
const SLACK = 1.25;

/**
 * Gives back the room that the columns of a finished trace have beyond their rows. In steps of one column each: together
 * they may be 100 MB.
 */
export function* trim(trace: Trace): Incremental<Trace> {
  // The first column is the first to grow.
  if (trace.id.buffer.byteLength <= SLACK * trace.id.byteLength) return trace;
  let columns: Columns = trace;
  for (const resize of RESIZE) {
    columns = resize(columns, trace.count);
    yield;
  }
  return { ...trace, ...columns };
}
