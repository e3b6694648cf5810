import { getOrCreate } from "@/lib/base/get-or-create";
import { isMap } from "./row";
import type { Trace } from "./trace";

/** Children of row r: `rows[offsets[r] … offsets[r + 1])`. */
export interface Children {
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
}

/**
 * Children of every row, in the order in which the program issued them: a map's items by index, others by the time of
 * their first attempt's issue, then by id (ids of one lane ascend). Attempt rows are not children.
 *
 * O(n), and O(k log k) only for k children that arrived in another order.
 */
export function childrenOf(trace: Trace): Children {
  const { count, parent, attemptOf } = trace;
  const offsets = new Int32Array(count + 1);
  for (let row = 0; row < count; row += 1) {
    const up = parent[row] as number;
    if (up >= 0 && (attemptOf[row] as number) < 0) offsets[up + 1] = (offsets[up + 1] as number) + 1;
  }
  for (let row = 0; row < count; row += 1)
    offsets[row + 1] = (offsets[row + 1] as number) + (offsets[row] as number);
  const rows = new Int32Array(offsets[count] as number);
  const next = offsets.slice(0, count);
  for (let row = 0; row < count; row += 1) {
    const up = parent[row] as number;
    if (up < 0 || (attemptOf[row] as number) >= 0) continue;
    const at = next[up] as number;
    rows[at] = row;
    next[up] = at + 1;
  }
  const issued = firstIssued(trace);
  for (let row = 0; row < count; row += 1) {
    const from = offsets[row] as number;
    const to = offsets[row + 1] as number;
    if (to - from > 1) sortSiblings(trace, rows.subarray(from, to), isMap(trace, row), issued);
  }
  return { offsets, rows };
}

/** Earlier attempts of each span that had some, in order: row of the span → rows. */
export function attemptsOf(trace: Trace): ReadonlyMap<number, readonly number[]> {
  const attempts = new Map<number, number[]>();
  for (let row = 0; row < trace.count; row += 1) {
    const span = trace.attemptOf[row] as number;
    if (span < 0) continue;
    getOrCreate(attempts, span, (): number[] => []).push(row);
  }
  for (const list of attempts.values()) {
    list.sort((a, b) => (trace.attempt[a] as number) - (trace.attempt[b] as number));
  }
  return attempts;
}

/** ms at which each span's first attempt was issued, by row; NaN where it never was. */
function firstIssued(trace: Trace): Float64Array {
  const { count, attemptOf, issued } = trace;
  let first = issued;
  for (let row = 0; row < count; row += 1) {
    const span = attemptOf[row] as number;
    if (span < 0) continue;
    if (first === issued) first = issued.slice();
    const time = issued[row] as number;
    // Not "<": any time replaces NaN.
    if (!Number.isNaN(time) && !((first[span] as number) <= time)) first[span] = time;
  }
  return first;
}

function sortSiblings(trace: Trace, rows: Int32Array, byIndex: boolean, issued: Float64Array): void {
  const { id, index } = trace;
  const before = (a: number, b: number): number => {
    if (byIndex && index[a] !== index[b]) return (index[a] as number) - (index[b] as number);
    const first = issued[a] as number;
    const second = issued[b] as number;
    const never = Number(Number.isNaN(first)) - Number(Number.isNaN(second));
    if (never !== 0) return never;
    return first === second || Number.isNaN(first) ? (id[a] as number) - (id[b] as number) : first - second;
  };
  let sorted = true;
  for (let i = 1; sorted && i < rows.length; i += 1)
    sorted = before(rows[i - 1] as number, rows[i] as number) <= 0;
  if (sorted || (byIndex && placeByIndex(rows, index))) return;
  rows.sort(before);
}

/** Items of a map usually have the indexes 0 … k-1: puts each in its place. @returns false if they do not */
function placeByIndex(rows: Int32Array, index: Int32Array): boolean {
  const placed = new Int32Array(rows.length).fill(-1);
  for (const row of rows) {
    const at = index[row] as number;
    if (placed[at] !== -1) return false;
    placed[at] = row;
  }
  rows.set(placed);
  return true;
}
