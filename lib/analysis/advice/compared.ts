import type { StrategyName } from "@/lib/model/strategy";
import type { StrategyReport } from "@/lib/protocol/report";
import { median, pairedRatio, type RatioInterval } from "../report/statistics";
import { between, type Figure } from "./sentence";

/** A trial, as far as comparing needs it. Labels tell the trials of a run apart. */
export interface Compared {
  readonly info: { readonly label: string; readonly strategy?: StrategyName | undefined };
  readonly report: StrategyReport;
}

export const labelOf = ({ info }: Compared): string => info.label;
const timesOf = ({ report }: Compared): number[] => report.rounds.map(({ wallMs }) => wallMs);

export const hasFinished = ({ report }: Compared): boolean =>
  report.status === "succeeded" && report.rounds.length > 0;

/** Those that finished, the fastest first. */
export const byTime = <T extends Compared>(trials: readonly T[]): T[] =>
  trials.filter(hasFinished).toSorted((a, b) => median(timesOf(a)) - median(timesOf(b)));

/**
 * Rounds of one run share the machine's state: another run starts workers, sends messages and runs timers faster or slower
 * by this factor, as runs of the examples on one machine did.
 */
const NEXT_RUN_FACTOR = 1.5;

/** Where the next run may put a figure of which the rounds gave `low` to `high`. */
const nextRange = (value: number, low: number, high: number): readonly [number, number] => [
  Math.min(low, value / NEXT_RUN_FACTOR),
  Math.max(high, value * NEXT_RUN_FACTOR),
];

export function medianFigure(trial: Compared): Figure {
  const { median: value, low, high } = trial.report.wallMs;
  return between(`${labelOf(trial)}, median`, value, "ms", ...nextRange(value, low, high));
}

export const ratioTo = (slow: Compared, best: Compared, timerStepMs: number): RatioInterval =>
  pairedRatio(timesOf(slow), timesOf(best), timerStepMs);

export function ratioFigure(
  slow: Compared,
  best: Compared,
  { median: value, low, high }: RatioInterval,
): Figure {
  const range = nextRange(value, low, high);
  return between(`${labelOf(slow)} over ${labelOf(best)}`, value, "times", ...range);
}
