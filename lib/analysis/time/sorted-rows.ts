import { firstIndex } from "@/lib/base/first-index";
import type { Trace } from "@/lib/trace/trace";

/** Rows in groups, each group ascending by a time. */
export class SortedRows {
  private readonly position: Int32Array;

  constructor(
    private readonly groups: (group: number) => readonly [from: number, to: number],
    private readonly rows: Int32Array,
    private readonly times: Float64Array,
    count: number,
  ) {
    this.position = new Int32Array(count).fill(-1);
    rows.forEach((row, at) => {
      this.position[row] = at;
    });
  }

  /**
   * The last row of a group with a time in `(after, until]`; -1 if there is none. O(log n).
   *
   * @param before only rows that come before this one, so that rows with equal times, which a coarse clock gives, are
   *   visited once and not in a cycle
   */
  last(group: number, until: number, after: number, before?: number): number {
    const [from, to] = this.groups(group);
    const bound = before === undefined ? -1 : (this.position[before] as number);
    const end = bound >= from && bound < to ? bound : to;
    const last = firstIndex(from, end, (i) => (this.times[i] as number) > until) - 1;
    return last >= from && (this.times[last] as number) > after ? (this.rows[last] as number) : -1;
  }
}

/** Rows of each group by the time they settled; those that never did come last. Group g is `offsets[g] … offsets[g + 1]`. */
export function bySettling(trace: Trace, offsets: Int32Array, rows: Int32Array): SortedRows {
  const sorted = rows.slice();
  for (let group = 0; group + 1 < offsets.length; group += 1) {
    const [from, to] = [offsets[group] as number, offsets[group + 1] as number];
    if (to - from > 1) sortRows(trace, sorted.subarray(from, to));
  }
  const times = Float64Array.from(sorted, (row) => reachable(trace.settled[row]));
  const groups = (group: number) => [offsets[group] as number, offsets[group + 1] as number] as const;
  return new SortedRows(groups, sorted, times, trace.count);
}

export function byLaneAndEnd(trace: Trace, rows: readonly number[]): SortedRows {
  const { worker, ended, started, id } = trace;
  const sorted = Int32Array.from(rows).sort(
    (a, b) =>
      (worker[a] as number) - (worker[b] as number) ||
      reachable(ended[a]) - reachable(ended[b]) ||
      (started[a] as number) - (started[b] as number) ||
      (id[a] as number) - (id[b] as number),
  );
  const groups = new Map<number, [number, number]>();
  sorted.forEach((row, at) => {
    const group = groups.get(worker[row] as number);
    if (group === undefined) groups.set(worker[row] as number, [at, at + 1]);
    else group[1] = at + 1;
  });
  const times = Float64Array.from(sorted, (row) => reachable(ended[row]));
  return new SortedRows((lane) => groups.get(lane) ?? [0, 0], sorted, times, trace.count);
}

/** By the time of settling, then of ending (a chunk arrives with its last item), then in the order issued. */
function sortRows({ settled, ended, id }: Trace, rows: Int32Array): void {
  const before = (a: number, b: number) =>
    reachable(settled[a]) - reachable(settled[b]) ||
    reachable(ended[a]) - reachable(ended[b]) ||
    (id[a] as number) - (id[b] as number);
  let sorted = true;
  for (let i = 1; sorted && i < rows.length; i += 1)
    sorted = before(rows[i - 1] as number, rows[i] as number) <= 0;
  if (!sorted) rows.sort(before);
}

/** A time after all others that can be compared and subtracted, ms. */
const NEVER_MS = 1e300;
const reachable = (time: number | undefined): number =>
  time === undefined || Number.isNaN(time) ? NEVER_MS : time;
