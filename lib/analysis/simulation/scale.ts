import type { Trace } from "@/lib/trace/trace";
import { contentionOf } from "../time/contention";
import { type CallCosts, lowerBound, type WorkSpan, workSpanOf } from "../time/work-span";
import type { Costs } from "./costs";
import {
  isHeavy,
  type Simulation,
  type SimulationPoint,
  type SimulationSettings,
  simulationOf,
  type WhatIf,
  workerSteps,
} from "./simulation";

/** One number of workers: what the replay says, and what no scheduler can beat. Times in ms. */
export interface ScalePoint extends SimulationPoint {
  /** max(T₁ / P, T∞); meaningless once bodies take another time than measured, then NaN. */
  readonly bound: number;
  /** Time on one worker by the same replay, over this. */
  readonly speedup: number;
}

export interface Scale {
  readonly workSpan: WorkSpan;
  /** How many times as long bodies took as alone: where workers share cores, the replay keeps them that long. */
  readonly stretch: number | undefined;
  readonly replay: Simulation;
  readonly points: readonly ScalePoint[];
}

/** @param change to all points alike; its `workers` is left out of account */
export function scaleOf(
  trace: Trace,
  settings: SimulationSettings,
  change: WhatIf = {},
  known: {
    readonly most?: number | undefined;
    /** The sequential run of the same, if there is one. */
    readonly alone?: Trace | undefined;
    readonly replay?: Simulation | undefined;
  } = {},
): Scale {
  const { most, alone, replay = simulationOf(trace, settings) } = known;
  const workSpan = pureWorkSpan(trace, callCosts(replay.model.costs), alone);
  return {
    workSpan,
    stretch: alone && contentionOf(alone, trace),
    replay,
    points: scalePoints(replay, workSpan, change, stepsFor(replay, trace.workers, most)),
  };
}

/**
 * Work and span of what was to be done. Bodies that share cores take longer, which is no work of theirs: where the same
 * was run one at a time (sequential), bodies are as long as they were there.
 */
export function pureWorkSpan(trace: Trace, costs: CallCosts, alone: Trace | undefined): WorkSpan {
  const own = workSpanOf(trace, costs);
  if (alone === undefined) return own;
  const { work, span } = workSpanOf(alone, { transferMs: 0, spawnMs: 0 });
  if (!(work > 0 && span > 0)) return own;
  const burdenedSpan = span + (own.burdenedSpan - own.span);
  return { work, span, parallelism: work / span, burdenedSpan, burdenedParallelism: work / burdenedSpan };
}

/** Fewer where each takes long. */
export const stepsFor = ({ model }: Simulation, measured: number, most?: number): number[] =>
  workerSteps(measured, most, isHeavy(model) ? 4 : 2);

export function scalePoints(
  replay: Simulation,
  workSpan: WorkSpan,
  change: WhatIf,
  steps: readonly number[],
): ScalePoint[] {
  const asMeasured = change.itemMs === undefined && (change.itemScale ?? 1) === 1;
  const replayed = steps.map((workers) => replay.at({ ...change, workers }));
  const alone =
    replayed.find(({ workers }) => workers === 1)?.mid ?? replay.wallMs({ ...change, workers: 1 });
  return steps.map((workers, at) => {
    const point = replayed[at] as SimulationPoint;
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
