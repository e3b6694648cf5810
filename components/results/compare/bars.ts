import { byPart, type Parts, shares } from "@/components/results/shared/span/parts";
import { markedTime } from "@/components/results/shared/text/marks";
import type { RunProgress, Trial } from "@/lib/app/run/run";
import { formatCount } from "@/lib/base/format";
import type { StrategyName } from "@/lib/model/strategy";
import type { StrategyReport } from "@/lib/protocol/report";

/** Of a trial: its bar, with its rounds under it. */
export const ROW_PX = 52;
export const AXIS_PX = 28;

/** px; known before the chart's script has arrived, so that nothing moves when it does. */
export const chartHeight = (rows: number): number => rows * ROW_PX + AXIS_PX;

/** One row of the comparison, with the parts of the wall time, as the lanes spent theirs; they sum to the median. In ms. */
export interface Bar extends Parts {
  readonly key: string;
  readonly label: string;
  readonly strategy: StrategyName | undefined;
  readonly report: StrategyReport | undefined;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly samples: readonly number[];
  /** Of the run before, in place of what the run in progress has not measured yet. */
  readonly previous: "recorded" | "before" | undefined;
}

const EMPTY = { ...byPart(() => 0), median: 0, low: 0, high: 0, samples: [], previous: undefined };

function barOf({ info, report }: Trial, isPrevious: boolean): Bar {
  const { trialId: key, label, strategy, source } = info;
  if (report.rounds.length === 0) return { key, label, strategy, report, ...EMPTY };
  const { median, low, high } = report.wallMs;
  const share = shares(report.breakdown);
  const parts = byPart((part) => share[part] * median);
  return {
    key,
    label,
    strategy,
    report,
    ...parts,
    median,
    low,
    high,
    samples: report.rounds.map(({ wallMs }) => wallMs),
    previous: isPrevious
      ? source === "recorded" || source === "imported"
        ? "recorded"
        : "before"
      : undefined,
  };
}

/**
 * A row for each trial of the planned strategies, in their order; for each of them that has none yet those of the run
 * before, or an empty one; then the trials whose strategy is not known.
 */
export function barsOf(
  trials: readonly Trial[],
  planned: readonly StrategyName[],
  previous: readonly Trial[] = [],
): Bar[] {
  const of = (strategy: StrategyName | undefined, all: readonly Trial[]): Bar[] =>
    all.filter(({ info }) => info.strategy === strategy).map((trial) => barOf(trial, all === previous));
  const rows = planned.map((strategy) => {
    const own = of(strategy, trials);
    if (own.length > 0) return own;
    const before = of(strategy, previous);
    return before.length > 0
      ? before
      : [{ key: strategy, label: strategy, strategy, report: undefined, ...EMPTY }];
  });
  return [...rows.flat(), ...of(undefined, trials)];
}

const endOf = (bars: readonly Bar[]): number =>
  Math.max(0, ...bars.flatMap((bar) => [bar.high, bar.median, ...bar.samples]));

/** Times as long as before that every strategy so far must take for the machine to be a slower one. */
const SLOWER_MACHINE_RATIO = 1.5;
/** What is measured first has the most fixed costs, which slow down less than the work: room for that. */
const SLOWER_MACHINE_ROOM = 1.5;

/**
 * Where the axis ends, ms: nothing that is drawn lies outside. On a slower machine than that of the run before, what is
 * still to come will take longer too: the axis has room for it, and does not change with each bar.
 */
export function reach(
  bars: readonly Bar[],
  ideal: number | undefined,
  previous: readonly Trial[] = [],
): number {
  const ratios = bars
    .filter((bar) => !bar.previous)
    .flatMap(({ median, report }) => {
      const before = previous.find((trial) => trial.report.strategy === report?.strategy)?.report.wallMs
        .median;
      return before !== undefined && before > 0 ? [median / before] : [];
    });
  const ratio = Math.min(...ratios);
  const yetToCome = endOf(bars.filter((bar) => bar.previous));
  const isSlower = ratios.length > 0 && ratio >= SLOWER_MACHINE_RATIO;
  return Math.max(ideal ?? 0, endOf(bars), isSlower ? ratio * SLOWER_MACHINE_ROOM * yetToCome : 0);
}

/** Results that a trial did not work out, but took from an earlier run. */
export const reusedIn = ({ report }: Bar): number => report?.counts.replays ?? 0;

/** After a bar: its median, or how long it took until it failed or was stopped; and what it did not do. */
export function endText(bar: Bar, format: (ms: number) => string): string {
  const reused = reusedIn(bar);
  const text = markedTime(endedText(bar, format), bar.report ?? {});
  return reused === 0 ? text : `${text}, ${formatCount(reused)} reused`;
}

function endedText({ report, median, previous }: Bar, format: (ms: number) => string): string {
  if (previous && report?.status === "succeeded") return `${format(median)} ${previous}`;
  if (report?.status === "failed") return `failed after ${format(median)}`;
  if (report?.status === "cancelled") return `stopped after ${format(median)}`;
  return format(median);
}

/** Of a strategy without a result: what becomes of it. */
export function waitingText(bar: Bar, running: boolean, progress: RunProgress | undefined): string {
  if (!running) return "not started";
  if (progress?.strategy !== bar.strategy || !progress) return "waiting";
  return progress.total > 0
    ? `running: ${formatCount(progress.done)} of ${formatCount(progress.total)}`
    : "running";
}
