import { PART_ORDER, type PartName, shares } from "@/components/results/shared/span/parts";
import type { StrategyName } from "@/lib/model/strategy";
import type { Report, StrategyReport } from "@/lib/protocol/report";

/** px of a strategy's row: its bar, its rounds under it. */
const ROW = 52;
/** px of the axis. */
export const AXIS = 28;

/** px; known before the chart's script has arrived, so that nothing moves when it does. */
export const chartHeight = (rows: number): number => rows * ROW + AXIS;

/** One row of the comparison. Times in ms. */
export interface Bar {
  readonly strategy: StrategyName;
  readonly report: StrategyReport | undefined;
  /** Parts of the wall time as lanes spent theirs; they sum to the median. */
  readonly compute: number;
  readonly transfer: number;
  readonly queue: number;
  readonly spawn: number;
  readonly idle: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** Wall time of every round. */
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

function barOf(strategy: StrategyName, report: StrategyReport | undefined): Bar {
  if (!report || report.rounds.length === 0) return { strategy, report, ...EMPTY };
  const { median, low, high } = report.wallMs;
  const share = shares(report.breakdown);
  const part = (name: PartName): number => share[name] * median;
  return {
    strategy,
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

/** A row for every strategy that was asked for, in that order, with or without a result yet. */
export function barsOf(report: Report | undefined, asked: readonly StrategyName[]): Bar[] {
  return asked.map((strategy) =>
    barOf(
      strategy,
      report?.strategies.find((each) => each.strategy === strategy),
    ),
  );
}

/** Where the axis ends, ms: nothing that is drawn lies outside. */
export function reach(bars: readonly Bar[], ideal: number | undefined): number {
  return Math.max(0, ideal ?? 0, ...bars.flatMap((bar) => [bar.high, bar.median, ...bar.samples]));
}

/** Behind a bar: its median, or how long it lasted until it ended otherwise. */
export function endText({ report, median }: Bar, format: (ms: number) => string): string {
  if (report?.status === "failed") return `failed after ${format(median)}`;
  if (report?.status === "cancelled") return `stopped after ${format(median)}`;
  return format(median);
}

/** What a row says of itself to those who cannot see it. */
export function describe(
  bar: Bar,
  format: (ms: number) => string,
  percent: (share: number) => string,
): string {
  if (!bar.report) return `${bar.strategy}: no result yet`;
  const parts = PART_ORDER.filter((part) => bar[part] > 0).map(
    (part) => `${part} ${percent(bar[part] / bar.median)}`,
  );
  return `${bar.strategy}: ${bar.report.status}, median ${format(bar.median)}; ${parts.join(", ")}`;
}
