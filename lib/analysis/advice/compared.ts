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

/** A single round may have taken this much more or less. */
const ONE_ROUND_FACTOR = 1.25;
/** Rounds from which their own range is wide enough to hold those of the next run. */
const OWN_RANGE_MIN_ROUNDS = 4;

/** Where the next run may put a figure of which the rounds gave `low` to `high`. */
function nextRange(value: number, low: number, high: number, rounds: number): [number, number] {
  if (rounds >= OWN_RANGE_MIN_ROUNDS) return [low, high];
  return [Math.min(low, value / ONE_ROUND_FACTOR), Math.max(high, value * ONE_ROUND_FACTOR)];
}

export function medianFigure(trial: Compared): Figure {
  const { median: value, low, high } = trial.report.wallMs;
  const rounds = trial.report.rounds.length;
  return between(`${labelOf(trial)}, median`, value, "ms", ...nextRange(value, low, high, rounds));
}

export const ratioTo = (slow: Compared, best: Compared, timerStepMs: number): RatioInterval =>
  pairedRatio(timesOf(slow), timesOf(best), timerStepMs);

export function ratioFigure(
  slow: Compared,
  best: Compared,
  { median: value, low, high, n }: RatioInterval,
): Figure {
  const range = nextRange(value, low, high, n);
  return between(`${labelOf(slow)} over ${labelOf(best)}`, value, "times", ...range);
}
