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

/** The powers of two up to the machine's cores or the run's workers: more would show little on this machine. */
export function pointsToMeasure(workers: number, cores: number): readonly number[] {
  const most = Math.max(workers, cores);
  const steps: number[] = [];
  for (let step = 1; step <= most; step *= 2) if (step !== workers) steps.push(step);
  return steps;
}

/** ms of a trial past which it is measured once. */
const SINGLE_ROUND_ABOVE_MS = 1_500;

/** As in the run, with other workers; a warm-up and three rounds, or one round where three would take long. */
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
 * @param timeAt ms of one round with so many workers, from a simulation
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
    // Without a simulation: as if work could be divided evenly.
    lastMs = timeAt(workers) ?? measuredMs * Math.max(1, settings.workers / workers);
    sum += lastMs * (rounds === 1 ? 1 : Number(rounds) + 1);
  }
  return sum;
}

/** The point of a run, if it succeeded. */
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
