import type { Trace } from "@/lib/trace/trace";
import { contentionOf } from "../time/contention";
import { type CallCosts, lowerBound, type WorkSpan, workSpanOf } from "../time/work-span";
import {
  isHeavy,
  type Simulation,
  type SimulationCheck,
  type SimulationPoint,
  workerSteps,
} from "./simulation";

/** One number of workers: what the simulation says, and what no scheduler can beat. Times in ms. */
export interface ScalePoint extends SimulationPoint {
  /** max(T₁ / P, T∞). */
  readonly bound: number;
  /** Time on one worker by the same simulation, over this. */
  readonly speedup: number;
}

/** A run with other numbers of workers. Plain data. */
export interface ScaleData extends CallCosts {
  readonly label: string;
  readonly workSpan: WorkSpan;
  /** How many times as long bodies took as alone: where workers share cores, the simulation keeps them that long. */
  readonly stretch: number | undefined;
  readonly check: SimulationCheck;
  readonly points: readonly ScalePoint[];
  /** The fewest workers that come within 5 % of the fastest: more do not help. */
  readonly helping: number;
  readonly workers: number;
}

/** @param alone the same with one body at a time, if there is such a run */
export function scaleOf(trace: Trace, simulation: Simulation, alone: Trace | undefined): ScaleData {
  const { model, check } = simulation;
  const { there, back, spawn } = model.costs;
  // By the medians of the run.
  const costs = { transferMs: there.fixed.mid + back.fixed.mid, startMs: spawn.mid };
  const workSpan = pureWorkSpan(trace, costs, alone);
  // Fewer where each takes long.
  const steps = workerSteps(trace.workers, isHeavy(model) ? 4 : 2);
  const simulated = steps.map((workers) => simulation.at({ workers }));
  const onOne = simulated.find(({ workers }) => workers === 1)?.mid ?? Number.NaN;
  const fastest = Math.min(...simulated.map(({ mid }) => mid));
  return {
    label: trace.info.label,
    workSpan,
    stretch: alone && contentionOf(alone, trace),
    check,
    points: simulated.map((point) => ({
      ...point,
      bound: lowerBound(workSpan, point.workers),
      speedup: onOne / point.mid,
    })),
    helping: simulated.find(({ mid }) => mid <= fastest * 1.05)?.workers ?? 1,
    workers: trace.workers,
    ...costs,
  };
}

/**
 * Work and span of what was to be done. Bodies that share cores take longer, which is no work of theirs: where the same
 * was run one at a time (sequential), bodies are as long as they were there.
 */
export function pureWorkSpan(trace: Trace, costs: CallCosts, alone: Trace | undefined): WorkSpan {
  const own = workSpanOf(trace, costs);
  if (alone === undefined) return own;
  const { work, span } = workSpanOf(alone, { transferMs: 0, startMs: 0 });
  if (!(work > 0 && span > 0)) return own;
  const burdenedSpan = span + (own.burdenedSpan - own.span);
  return { work, span, parallelism: work / span, burdenedSpan, burdenedParallelism: work / burdenedSpan };
}
