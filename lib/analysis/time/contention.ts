import type { Trace } from "@/lib/trace/trace";
import { totalsByTask } from "../report/by-task";
import { type Bodies, bodiesOf } from "./bodies";

/** Tasks with a smaller share of the work are left out. */
const NOTABLE_MIN_SHARE = 0.1;

/** Bodies that take more than this many times as long as alone share cores with others. */
export const SHARED_CORES_FACTOR = 1.15;

/** How much longer a task's bodies took next to others than alone. */
export interface Contention {
  readonly name: string;
  readonly aloneMs: number;
  /** Its time next to others divided by its time alone. */
  readonly longer: number;
}

export function contentions(alone: Trace, trace: Trace, bodies: Bodies): Contention[] {
  const crowded = new Map(totalsByTask(trace, bodies).map((totals) => [totals.name, totals]));
  const own = totalsByTask(alone);
  const work = own.reduce((sum, { computeMs }) => sum + computeMs, 0);
  return own.flatMap(({ name, computeMs, medianMs, attempts }) => {
    const other = crowded.get(name);
    const known = other !== undefined && attempts > 0 && computeMs > 0 && medianMs > 0;
    if (!known || computeMs < NOTABLE_MIN_SHARE * work) return [];
    // The mean of all attempts: items differ, and a median would hide that.
    const longer = other.computeMs / other.attempts / (computeMs / attempts);
    return [{ name, aloneMs: computeMs, longer }];
  });
}

/**
 * How many times as long bodies took as alone, one at a time: more than 1 where workers share cores.
 *
 * @param alone the same program, one body at a time
 * @returns undefined where that lacks the tasks
 */
export function contentionOf(alone: Trace, trace: Trace): number | undefined {
  const parts = contentions(alone, trace, bodiesOf(trace));
  const work = parts.reduce((sum, { aloneMs }) => sum + aloneMs, 0);
  return work > 0 ? parts.reduce((sum, { aloneMs, longer }) => sum + aloneMs * longer, 0) / work : undefined;
}
