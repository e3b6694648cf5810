import {
  ATTEMPT,
  BYTES_IN,
  BYTES_OUT,
  COMPUTED,
  DISPATCHED,
  ENDED,
  FLAG_CHUNK_HEAD,
  FLAG_SHARED_TIME,
  flagsOf,
  INDEX,
  ISSUED,
  kindOf,
  PACKED,
  RECEIVED,
  SETTLED,
  SIZE,
  SLEPT,
  STARTED,
  statusOf,
  strategyOf,
  WORKER,
} from "@/lib/protocol/rows";
import type { Columns } from "../columns";

/**
 * Writes the k-th item of a recorded row (0 unless it is a block) to row `row`: everything but its place in the tree.
 *
 * The scheduler's readings, dispatched and settled, are kept; those of other threads are moved between them, because two
 * clocks can differ by a few steps. A block's items get equal shares of its time and bytes.
 */
export function writeRow(
  c: Columns,
  row: number,
  rows: Float64Array,
  base: number,
  name: number,
  k: number,
): void {
  const size = rows[base + SIZE] as number;
  const packed = rows[base + PACKED] as number;
  const index = rows[base + INDEX] as number;
  let flags = flagsOf(packed);
  if (size > 1) flags |= FLAG_SHARED_TIME;
  if (k > 0) flags &= ~FLAG_CHUNK_HEAD;
  c.status[row] = statusOf(packed);
  c.name[row] = name;
  c.kind[row] = kindOf(packed);
  c.strategy[row] = strategyOf(packed);
  c.flags[row] = flags;
  c.index[row] = index < 0 ? -1 : index + k;
  c.attempt[row] = rows[base + ATTEMPT] as number;
  c.worker[row] = rows[base + WORKER] as number;
  const bytesIn = rows[base + BYTES_IN] as number;
  const bytesOut = rows[base + BYTES_OUT] as number;
  c.bytesIn[row] = bytesIn > 0 ? bytesIn / size : 0;
  c.bytesOut[row] = bytesOut > 0 ? bytesOut / size : 0;
  c.slept[row] = (rows[base + SLEPT] as number) / size;
  c.computed[row] = (rows[base + COMPUTED] as number) / size;

  let issued = rows[base + ISSUED] as number;
  const dispatched = rows[base + DISPATCHED] as number;
  let started = rows[base + STARTED] as number;
  let ended = rows[base + ENDED] as number;
  let settled = rows[base + SETTLED] as number;
  if (size > 1) {
    const share = (ended - started) / size;
    ended = started + share * (k + 1);
    started += share * k;
  }
  // Comparisons with NaN are false: an unknown time bounds nothing.
  if (settled < dispatched) settled = dispatched;
  if (issued > dispatched) issued = dispatched;
  if (issued > settled) issued = settled;
  let floor = Number.NEGATIVE_INFINITY;
  if (issued > floor) floor = issued;
  if (dispatched > floor) floor = dispatched;
  const received = between(rows[base + RECEIVED] as number, floor, settled);
  if (received > floor) floor = received;
  started = between(started, floor, settled);
  if (started > floor) floor = started;
  ended = between(ended, floor, settled);
  c.issued[row] = issued;
  c.dispatched[row] = dispatched;
  c.received[row] = received;
  c.started[row] = started;
  c.ended[row] = ended;
  c.settled[row] = settled;
}

/** `time`, moved between two others; it and the second may be NaN. */
function between(time: number, from: number, to: number): number {
  if (time < from) return from;
  return time > to ? to : time;
}
