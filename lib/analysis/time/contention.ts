import type { Trace } from "@/lib/trace/trace";
import { totalsByTask } from "../report/by-task";
import { type Bodies, bodiesOf } from "./bodies";

/** Tasks with less than this share of the work decide nothing, and are not named. */
const NOTABLE = 0.1;

/** How much longer a task's bodies took among others than alone. */
export interface Contention {
  readonly name: string;
  readonly aloneMs: number;
  /** Its time among others over its time alone. */
  readonly longer: number;
}

/** Of each task that has a notable part of the work, and ran in both. */
export function contentions(alone: Trace, trace: Trace, bodies: Bodies): Contention[] {
  const crowded = new Map(totalsByTask(trace, bodies).map((totals) => [totals.name, totals]));
  const own = totalsByTask(alone);
  const work = own.reduce((sum, { computeMs }) => sum + computeMs, 0);
  return own.flatMap(({ name, computeMs, medianMs, attempts }) => {
    const other = crowded.get(name);
    const known = other !== undefined && attempts > 0 && computeMs > 0 && medianMs > 0;
    if (!known || computeMs < NOTABLE * work) return [];
    // Each attempt's mean: a median of items that differ says little of the others.
    const longer = other.computeMs / other.attempts / (computeMs / attempts);
    return [{ name, aloneMs: computeMs, longer }];
  });
}

/**
 * How many times as long the bodies of a run took as alone, one at a time: more than 1 where workers share cores.
 *
 * @param alone the same program's sequential run
 * @returns undefined where that does not know the tasks
 */
export function contentionOf(alone: Trace, trace: Trace): number | undefined {
  const parts = contentions(alone, trace, bodiesOf(trace));
  const work = parts.reduce((sum, { aloneMs }) => sum + aloneMs, 0);
  return work > 0 ? parts.reduce((sum, { aloneMs, longer }) => sum + aloneMs * longer, 0) / work : undefined;
}
