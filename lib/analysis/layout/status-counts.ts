import { STATUSES } from "@/lib/model/status";
import { isTaken } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

/** Counts of one row: one for each status, then the retries and the results that were reused. */
export const ROW_COUNTS = STATUSES.length + 2;
export const RETRIES_AT = STATUSES.length;
export const REUSED_AT = STATUSES.length + 1;

/**
 * How many descendants of each status every row has, `counts[row × ROW_COUNTS + status]`, how many retries they had
 * (`RETRIES_AT`), and how many took their result from the cache or an earlier run (`REUSED_AT`). One pass from the last row to the first, because a parent always comes before its
 * children. Earlier attempts are not counted.
 */
export function countStatuses(trace: Trace): Int32Array {
  const { count, parent, attempt, attemptOf, status } = trace;
  const counts = new Int32Array(count * ROW_COUNTS);
  for (let row = count - 1; row > 0; row -= 1) {
    const up = parent[row] as number;
    if (up < 0 || (attemptOf[row] as number) >= 0) continue;
    const from = row * ROW_COUNTS;
    const to = up * ROW_COUNTS;
    for (let at = 0; at < ROW_COUNTS; at += 1)
      counts[to + at] = (counts[to + at] as number) + (counts[from + at] as number);
    const own = to + (status[row] as number);
    counts[own] = (counts[own] as number) + 1;
    if (isTaken(trace, row)) counts[to + REUSED_AT] = (counts[to + REUSED_AT] as number) + 1;
    counts[to + RETRIES_AT] = (counts[to + RETRIES_AT] as number) + Math.max(0, (attempt[row] as number) - 1);
  }
  return counts;
}
