import type { Settings } from "@/lib/protocol/settings";
import type { Strategy } from "@/lib/trace/rows";
import type { ExperimentResult } from "./results";

/** A run that was carried out with another number of workers. */
export interface MeasuredPoint {
  readonly workers: number;
  /** ms; low and high are the median's interval. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Past the machine's cores, and past what was run, there is little to learn from this machine. */
export function pointsToMeasure(workers: number, cores: number): readonly number[] {
  const most = Math.max(workers, cores);
  const steps: number[] = [];
  for (let step = 1; step <= most; step *= 2) if (step !== workers) steps.push(step);
  return steps;
}

/** ms past which one round has to do. */
const LONG = 1_500;

/** As the results were made, but for the workers; a warm-up and three rounds, or one where three would take long. */
export function settingsAt(
  settings: Settings,
  strategy: Strategy,
  workers: number,
  lastMs: number,
): Settings {
  const rounds = lastMs > LONG ? 1 : 3;
  return { ...settings, strategies: [strategy], workers, rounds };
}

/** The point of a run, if it came to its end. */
export function pointOf(
  { report }: ExperimentResult,
  strategy: Strategy,
  workers: number,
): MeasuredPoint | undefined {
  const part = report.strategies.find((each) => each.strategy === strategy);
  if (part?.status !== "succeeded") return undefined;
  const { median, low, high } = part.wallMs;
  return { workers, median, low, high };
}
