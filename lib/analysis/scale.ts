import type { Trace } from "@/lib/trace/trace";
import type { Costs } from "./costs";
import {
  type Replay,
  type ReplayPoint,
  type ReplaySettings,
  replayOf,
  type WhatIf,
  workerSteps,
} from "./replay";
import { type CallCosts, lowerBound, type WorkSpan, workSpanOf } from "./work-span";

/** One number of workers: what the replay says, and what no scheduler can beat. Times in ms. */
export interface ScalePoint extends ReplayPoint {
  /** max(T₁ / P, T∞); meaningless once bodies take another time than measured, then NaN. */
  readonly bound: number;
  /** Time on one worker by the same replay, over this. */
  readonly speedup: number;
}

export interface Scale {
  readonly workSpan: WorkSpan;
  readonly replay: Replay;
  readonly points: readonly ScalePoint[];
}

/** @param change to all points alike; its `workers` is left out of account */
export function scaleOf(trace: Trace, settings: ReplaySettings, change: WhatIf = {}, most?: number): Scale {
  const replay = replayOf(trace, settings);
  const workSpan = workSpanOf(trace, callCosts(replay.model.costs));
  return {
    workSpan,
    replay,
    points: scalePoints(replay, workSpan, change, workerSteps(trace.workers, most)),
  };
}

export function scalePoints(
  replay: Replay,
  workSpan: WorkSpan,
  change: WhatIf,
  steps: readonly number[],
): ScalePoint[] {
  const asMeasured = change.itemMs === undefined && (change.itemScale ?? 1) === 1;
  const alone = replay.at({ ...change, workers: 1 }).mid;
  return steps.map((workers) => {
    const point = replay.at({ ...change, workers });
    return {
      ...point,
      bound: asMeasured ? lowerBound(workSpan, workers) : Number.NaN,
      speedup: alone / point.mid,
    };
  });
}

/** What a call costs besides its body, by the medians of a run. */
export function callCosts(costs: Costs): CallCosts {
  return { transferMs: costs.there.fixed.mid + costs.back.fixed.mid, spawnMs: costs.spawn.mid };
}

/** The fewest workers that come within 5 % of the fastest point: more do not help. */
export function workersThatHelp(points: readonly ScalePoint[]): number {
  const fastest = Math.min(...points.map(({ mid }) => mid));
  return points.find(({ mid }) => mid <= fastest * 1.05)?.workers ?? 1;
}
