import type { Settings } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import type { RunResult } from "./start-run";

/** Measured with another number of workers. */
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

/** ms of a trial past which it is measured once. */
const SINGLE_ROUND_ABOVE_MS = 1_500;

/** As the results were made, but for the workers; a warm-up and three rounds, or one where three would take long. */
export function settingsAt(
  settings: Settings,
  strategy: StrategyName,
  workers: number,
  lastMs: number,
): Settings {
  const rounds = lastMs > SINGLE_ROUND_ABOVE_MS ? 1 : 3;
  return { ...settings, strategies: [strategy], workers, rounds };
}

/**
 * About how long measuring at `steps` takes, ms.
 * @param timeAt ms of one run with so many workers, as far as a model tells
 */
export function expectedMeasureMs(
  steps: readonly number[],
  settings: Settings,
  strategy: StrategyName,
  measuredMs: number,
  timeAt: (workers: number) => number | undefined,
): number {
  let sum = 0;
  let lastMs = measuredMs;
  for (const workers of steps.toReversed()) {
    const { rounds } = settingsAt(settings, strategy, workers, lastMs);
    // With no model: as if work could be divided at will.
    lastMs = timeAt(workers) ?? measuredMs * Math.max(1, settings.workers / workers);
    sum += lastMs * (rounds === 1 ? 1 : Number(rounds) + 1);
  }
  return sum;
}

/** The point of a run, if it came to its end. */
export function pointOf(
  { report }: RunResult,
  strategy: StrategyName,
  workers: number,
): MeasuredPoint | undefined {
  const part = report.strategies.find((each) => each.strategy === strategy);
  if (part?.status !== "succeeded") return undefined;
  const { median, low, high } = part.wallMs;
  return { workers, median, low, high };
}
