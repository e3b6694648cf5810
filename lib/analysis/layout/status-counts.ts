import { STATUSES } from "@/lib/model/status";
import type { Trace } from "@/lib/trace/trace";

export const STATUS_COUNT = STATUSES.length;

/**
 * How many descendants of each status every row has: `counts[row × STATUS_COUNT + status]`. One pass from the last row to
 * the first, because a parent always comes before its children. Earlier attempts are not counted.
 */
export function countStatuses(trace: Trace): Int32Array {
  const { count, parent, attemptOf, status } = trace;
  const counts = new Int32Array(count * STATUS_COUNT);
  for (let row = count - 1; row > 0; row -= 1) {
    const up = parent[row] as number;
    if (up < 0 || (attemptOf[row] as number) >= 0) continue;
    const from = row * STATUS_COUNT;
    const to = up * STATUS_COUNT;
    for (let at = 0; at < STATUS_COUNT; at += 1)
      counts[to + at] = (counts[to + at] as number) + (counts[from + at] as number);
    const own = to + (status[row] as number);
    counts[own] = (counts[own] as number) + 1;
  }
  return counts;
}
