import { cell, cellIn, type TableData } from "@/components/results/shared/table/table-data";
import { differencesOf } from "@/lib/app/documents/differences";
import { durationScale, formatList, formatRatio, NONE } from "@/lib/base/format";
import type { StrategyName } from "@/lib/model/strategy";
import type { Report, StrategyReport } from "@/lib/protocol/report";

export type ChangeVerdict = "faster" | "slower" | "no clear difference" | "too short to tell" | "only once";

/** One strategy before and after. Times in ms. */
export interface Change {
  readonly strategy: StrategyName;
  readonly before: StrategyReport | undefined;
  readonly after: StrategyReport | undefined;
  /** after / before; NaN where one of them has no time. */
  readonly ratio: number;
  readonly verdict: ChangeVerdict | undefined;
}

/** Medians this close are one, as in the comparison of strategies. */
const SAME = 0.02;
/** Medians below this many steps of the clock are not put in order. */
const STEPS = 10;

/**
 * The two did not run in turns: the machine may have been at other things. So an order is only given where the medians'
 * intervals, made of several rounds each, do not touch.
 */
function verdictOf(before: StrategyReport, after: StrategyReport, stepMs: number): ChangeVerdict {
  if (Math.min(before.wallMs.median, after.wallMs.median) < STEPS * stepMs) return "too short to tell";
  if (before.rounds.length < 2 || after.rounds.length < 2) return "only once";
  const ratio = after.wallMs.median / before.wallMs.median;
  const apart = after.wallMs.low > before.wallMs.high || after.wallMs.high < before.wallMs.low;
  if (!apart || Math.abs(ratio - 1) <= SAME) return "no clear difference";
  return ratio < 1 ? "faster" : "slower";
}

/** The report if it has a time to compare. */
const timed = (report: StrategyReport | undefined): StrategyReport | undefined =>
  report?.status === "succeeded" && report.rounds.length > 0 ? report : undefined;

/** Strategies of either run, those of the newer first. */
export function changesOf(before: Report, after: Report): Change[] {
  const strategies = [
    ...new Set([...after.strategies, ...before.strategies].map(({ strategy }) => strategy)),
  ];
  const step = Math.max(before.environment.timerStepMs, after.environment.timerStepMs);
  return strategies.map((strategy) => {
    const old = before.strategies.find((each) => each.strategy === strategy);
    const now = after.strategies.find((each) => each.strategy === strategy);
    const [was, is] = [timed(old), timed(now)];
    return {
      strategy,
      before: old,
      after: now,
      ratio: was && is ? is.wallMs.median / was.wallMs.median : Number.NaN,
      verdict: was && is ? verdictOf(was, is, step) : undefined,
    };
  });
}

export function changeTitle(changes: readonly Change[]): string {
  const clear = changes.filter(({ verdict }) => verdict === "faster" || verdict === "slower");
  if (clear.length === 0)
    return changes.some(({ verdict }) => verdict === "only once")
      ? "Measured only once: run more rounds to tell"
      : "No clear difference";
  const parts = clear.map(
    ({ strategy, ratio, verdict }) =>
      `${strategy} ${formatRatio(verdict === "faster" ? 1 / ratio : ratio)} ${verdict}`,
  );
  const text = formatList(parts);
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** What else is not the same, and may be the reason. */
export function differences(before: Report, after: Report): string[] {
  const { code, inputs, settings, machine } = differencesOf(before, after);
  return [
    ...(code ? ["the code"] : []),
    ...(inputs ? ["the inputs"] : []),
    ...settings.map(({ key, one, other }) => `${key} (${one} before, ${other} after)`),
    ...(machine ? ["the machine or browser"] : []),
  ];
}

export function changeTable(changes: readonly Change[]): TableData {
  const scale = durationScale(
    changes.flatMap(({ before, after }) => [before?.wallMs.median ?? 0, after?.wallMs.median ?? 0]),
  );
  const time = (report: StrategyReport | undefined) => {
    const median = timed(report)?.wallMs.median;
    return median === undefined ? cell(null, report?.status ?? NONE) : cellIn(scale, median);
  };
  const range = (report: StrategyReport | undefined): string => {
    const ran = timed(report);
    return ran && ran.rounds.length > 1
      ? `${scale.formatFine(ran.wallMs.low)} to ${scale.formatFine(ran.wallMs.high)}`
      : NONE;
  };
  return {
    caption: "Before and after",
    columns: [
      { label: "Strategy" },
      ...[
        `Before, ${scale.unit}`,
        `After, ${scale.unit}`,
        "After over before",
        `Interval before, ${scale.unit}`,
        `Interval after, ${scale.unit}`,
        "So",
      ].map((label) => ({ label, numeric: true })),
    ],
    rows: changes.map(({ strategy, before, after, ratio, verdict }) => [
      cell(strategy),
      time(before),
      time(after),
      cell(Number.isFinite(ratio) ? ratio : null, formatRatio(ratio)),
      cell(range(before)),
      cell(range(after)),
      cell(verdict ?? null, verdict ?? NONE),
    ]),
  };
}
