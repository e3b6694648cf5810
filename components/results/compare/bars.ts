import { PART_ORDER, type PartName, shares } from "@/components/results/shared/span/parts";
import type { Trial } from "@/lib/app/run/run";
import type { StrategyName } from "@/lib/model/strategy";
import type { StrategyReport } from "@/lib/protocol/report";

/** Of a trial: its bar, with its rounds under it. */
const ROW_PX = 52;
export const AXIS_PX = 28;

/** px; known before the chart's script has arrived, so that nothing moves when it does. */
export const chartHeight = (rows: number): number => rows * ROW_PX + AXIS_PX;

/** One row of the comparison. Times in ms. */
export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly report: StrategyReport | undefined;
  /** Parts of the wall time, as the lanes spent theirs; they sum to the median. */
  readonly compute: number;
  readonly transfer: number;
  readonly queue: number;
  readonly spawn: number;
  readonly idle: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly samples: readonly number[];
}

const EMPTY = {
  compute: 0,
  transfer: 0,
  queue: 0,
  spawn: 0,
  idle: 0,
  median: 0,
  low: 0,
  high: 0,
  samples: [],
} as const;

function barOf({ info: { trialId: key, label }, report }: Trial): Bar {
  if (report.rounds.length === 0) return { key, label, report, ...EMPTY };
  const { median, low, high } = report.wallMs;
  const share = shares(report.breakdown);
  const part = (name: PartName): number => share[name] * median;
  return {
    key,
    label,
    report,
    compute: part("compute"),
    transfer: part("transfer"),
    queue: part("queue"),
    spawn: part("spawn"),
    idle: part("idle"),
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

/** A row in words, for screen readers. */
export function describe(
  bar: Bar,
  format: (ms: number) => string,
  percent: (share: number) => string,
): string {
  if (!bar.report) return `${bar.label}: no result yet`;
  const parts = PART_ORDER.filter((part) => bar[part] > 0).map(
    (part) => `${part} ${percent(bar[part] / bar.median)}`,
  );
  return `${bar.label}: ${bar.report.status}, median ${format(bar.median)}; ${parts.join(", ")}`;
}
