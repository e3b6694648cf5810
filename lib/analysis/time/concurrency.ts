import { getOrCreate } from "@/lib/base/get-or-create";
import { takesTurns } from "@/lib/engine/strategies";
import { isExecuted, isInline } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { type Bodies, bodiesOf } from "./bodies";
import { IntervalList } from "./intervals";

/** How many bodies run in parallel, as steps: `level[i]` from `time[i]` to `time[i + 1]` (the last one to the end). */
export interface Concurrency {
  readonly time: Float64Array;
  readonly level: Int32Array;
  readonly peak: number;
  /** Level × time summed: ms of body time. */
  readonly area: number;
}

/**
 * Most task bodies that certainly ran in parallel: threads' clocks differ by up to two steps, so an overlap that is no
 * longer than that (or half of the body) is not counted.
 *
 * @param timerStepMs smallest difference the clock shows
 */
export function peakParallel(trace: Trace, timerStepMs: number, bodies: Bodies = bodiesOf(trace)): number {
  const { row, start, end } = bodies.segments;
  const starts: number[] = [];
  const ends: number[] = [];
  // Under sequential a thread runs one body at a time: two that have their results wait for one another.
  const turns = new Map<number, IntervalList>();
  for (let s = 0; s < row.length; s += 1) {
    const own = row[s] as number;
    if (!isExecuted(trace, own)) continue;
    if (takesTurns(trace.strategy[own] as number) && isInline(trace, own)) {
      getOrCreate(turns, trace.worker[own] as number, () => new IntervalList()).push(
        start[s] as number,
        end[s] as number,
      );
    } else {
      starts.push(start[s] as number);
      ends.push(end[s] as number);
    }
  }
  for (const list of turns.values()) {
    const union = list.union();
    for (const time of union.start) starts.push(time);
    for (const time of union.end) ends.push(time);
  }
  const sure = ends.map((time, s) => time - Math.min(2 * timerStepMs, (time - (starts[s] as number)) / 2));
  return stepsOf(Float64Array.from(starts), Float64Array.from(sure)).peak;
}

/** Task bodies that run at the same time, without those that wait for a nested call. */
export function concurrencyOf(trace: Trace, bodies: Bodies = bodiesOf(trace)): Concurrency {
  const { row, start, end } = bodies.segments;
  const isOfTask = (_: number, s: number): boolean => isExecuted(trace, row[s] as number);
  return stepsOf(start.filter(isOfTask), end.filter(isOfTask));
}

/** @param starts of intervals, in any order; sorted in place, as are `ends` */
export function stepsOf(starts: Float64Array, ends: Float64Array): Concurrency {
  const n = starts.length;
  starts.sort();
  ends.sort();
  const time = new Float64Array(2 * n);
  const level = new Int32Array(2 * n);
  let out = 0;
  let open = 0;
  let peak = 0;
  let area = 0;
  let i = 0;
  let j = 0;
  while (j < n) {
    const now = i < n ? Math.min(starts[i] as number, ends[j] as number) : (ends[j] as number);
    // Ends first: a body that starts when another ends does not overlap it.
    // Negated comparisons, so that a NaN cannot cause an endless loop.
    while (j < n && !((ends[j] as number) > now)) {
      open -= 1;
      j += 1;
    }
    while (i < n && !((starts[i] as number) > now)) {
      open += 1;
      i += 1;
    }
    if (out > 0) area += (level[out - 1] as number) * (now - (time[out - 1] as number));
    time[out] = now;
    level[out] = open;
    out += 1;
    if (open > peak) peak = open;
  }
  return { time: time.slice(0, out), level: level.slice(0, out), peak, area };
}
