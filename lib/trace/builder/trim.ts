import type { Incremental } from "@/lib/base/incremental";
import { COLUMN_NAMES, type Columns, resizeColumn } from "../columns";
import type { Trace } from "../trace";

/** A trace keeps room for up to this many times its rows: less is not worth a copy. */
const ACCEPTED_ROOM_FACTOR = 1.25;

/**
 * Gives back the room that the columns of a finished trace have beyond their rows. In steps of one column each: together
 * they may be 100 MB.
 */
export function* trim(trace: Trace): Incremental<Trace> {
  // The first column is the first to grow.
  if (trace.id.buffer.byteLength <= ACCEPTED_ROOM_FACTOR * trace.id.byteLength) return trace;
  let columns: Columns = trace;
  for (const name of COLUMN_NAMES) {
    columns = resizeColumn(columns, name, trace.count);
    yield;
  }
  return { ...trace, ...columns };
}
