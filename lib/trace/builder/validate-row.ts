import { KINDS } from "@/lib/model/kind";
import { INT32_MAX, MAX_ATTEMPTS, MAX_SPANS } from "@/lib/model/limits";
import { STATUSES } from "@/lib/model/status";
import { STRATEGIES } from "@/lib/model/strategy";
import {
  ATTEMPT,
  BYTES_IN,
  BYTES_OUT,
  COMPUTED,
  ID,
  INDEX,
  ISSUED,
  kindOf,
  NAME,
  PACKED,
  PARENT,
  SETTLED,
  SIZE,
  SLEPT,
  statusOf,
  strategyOf,
  WORKER,
} from "@/lib/protocol/rows";

const whole = (value: number | undefined, min: number, max: number): boolean =>
  value !== undefined && value >= min && value <= max && Math.floor(value) === value;

/** Readings or NaN. */
function areTimes(rows: Float64Array, from: number, to: number, maxMs: number): boolean {
  for (let at = from; at <= to; at += 1)
    if (!(Math.abs(rows[at] ?? Number.POSITIVE_INFINITY) <= maxMs || Number.isNaN(rows[at]))) return false;
  return true;
}

const isDuration = (value: number | undefined, maxMs: number): boolean =>
  value !== undefined && value >= 0 && value <= maxMs;

const bytes = (value: number | undefined): boolean =>
  value !== undefined && ((value >= 0 && value <= Number.MAX_SAFE_INTEGER) || Number.isNaN(value));

/**
 * Whether a row can be stored. Rows come from threads that run strangers' code: this is where each of their values is
 * checked, once. Nothing after it looks at them again.
 *
 * @param base where the row begins in `rows`
 * @param names length of the sender's name table
 * @param maxMs by the trial's source
 */
export function isValidRow(rows: Float64Array, base: number, names: number, maxMs: number): boolean {
  const id = rows[base + ID] ?? Number.NaN;
  const size = rows[base + SIZE] ?? Number.NaN;
  const parent = rows[base + PARENT] ?? Number.NaN;
  const packed = rows[base + PACKED] ?? Number.NaN;
  const index = rows[base + INDEX] ?? Number.NaN;
  return (
    whole(size, 1, MAX_SPANS) &&
    whole(id, 0, Number.MAX_SAFE_INTEGER - size) &&
    whole(parent, -1, Number.MAX_SAFE_INTEGER) &&
    (parent < id || parent >= id + size) &&
    whole(rows[base + NAME], 0, names - 1) &&
    whole(packed, 0, 2 ** 20 - 1) &&
    kindOf(packed) < KINDS.length &&
    statusOf(packed) < STATUSES.length &&
    strategyOf(packed) < STRATEGIES.length &&
    whole(index, -1, INT32_MAX - size) &&
    whole(rows[base + ATTEMPT], 1, MAX_ATTEMPTS) &&
    whole(rows[base + WORKER], -1, INT32_MAX) &&
    areTimes(rows, base + ISSUED, base + SETTLED, maxMs) &&
    isDuration(rows[base + SLEPT], maxMs) &&
    isDuration(rows[base + COMPUTED], maxMs) &&
    bytes(rows[base + BYTES_IN]) &&
    bytes(rows[base + BYTES_OUT])
  );
}
