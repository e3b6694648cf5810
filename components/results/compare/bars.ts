import { byPart, type Parts, shares } from "@/components/results/shared/span/parts";
import type { Trial } from "@/lib/app/run/run";
import type { StrategyName } from "@/lib/model/strategy";
import type { StrategyReport } from "@/lib/protocol/report";

/** Of a trial: its bar, with its rounds under it. */
const ROW_PX = 52;
export const AXIS_PX = 28;

/** px; known before the chart's script has arrived, so that nothing moves when it does. */
export const chartHeight = (rows: number): number => rows * ROW_PX + AXIS_PX;

/** One row of the comparison, with the parts of the wall time, as the lanes spent theirs; they sum to the median. In ms. */
export interface Bar extends Parts {
  readonly key: string;
  readonly label: string;
  readonly report: StrategyReport | undefined;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly samples: readonly number[];
}

const EMPTY = { ...byPart(() => 0), median: 0, low: 0, high: 0, samples: [] };

function barOf({ info: { trialId: key, label }, report }: Trial): Bar {
  if (report.rounds.length === 0) return { key, label, report, ...EMPTY };
  const { median, low, high } = report.wallMs;
  const share = shares(report.breakdown);
  const parts = byPart((part) => share[part] * median);
  return {
    key,
    label,
    report,
    ...parts,
    median,
    low,
    high,
    samples: report.rounds.map(({ wallMs }) => wallMs),
  };
}

/**
 * A row for each trial of the planned strategies, in their order, and one for each of them that has none yet; then the
 * trials whose strategy is not known.
 */
export function barsOf(trials: readonly Trial[], planned: readonly StrategyName[]): Bar[] {
  const of = (strategy: StrategyName | undefined): Bar[] =>
    trials.filter(({ info }) => info.strategy === strategy).map(barOf);
  const rows = planned.map((strategy) => {
    const own = of(strategy);
    return own.length > 0 ? own : [{ key: strategy, label: strategy, report: undefined, ...EMPTY }];
  });
  return [...rows.flat(), ...of(undefined)];
}

/** Where the axis ends, ms: nothing that is drawn lies outside. */
export function reach(bars: readonly Bar[], ideal: number | undefined): number {
  return Math.max(0, ideal ?? 0, ...bars.flatMap((bar) => [bar.high, bar.median, ...bar.samples]));
}

/** After a bar: its median, or how long it took until it failed or was stopped. */
export function endText({ report, median }: Bar, format: (ms: number) => string): string {
  if (report?.status === "failed") return `failed after ${format(median)}`;
  if (report?.status === "cancelled") return `stopped after ${format(median)}`;
  return format(median);
}
