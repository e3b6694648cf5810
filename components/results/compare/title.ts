import { median, pairedRatio, type RatioInterval } from "@/lib/analysis/report/statistics";
import { formatDuration, formatList, formatRatio } from "@/lib/base/format";
import type { Report, StrategyReport } from "@/lib/protocol/report";

const times = (report: StrategyReport): number[] => report.rounds.map(({ wallMs }) => wallMs);
const name = (report: StrategyReport): string => report.strategy;
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** The finding in a few words; the sentence under it is `findingOf` of lib/analysis, by the same verdicts. */
export function titleOf({ strategies, environment }: Report): string {
  const failed = strategies.filter(({ status }) => status === "failed");
  const done = strategies.filter(({ status, rounds }) => status === "succeeded" && rounds.length > 0);
  const [best, ...rest] = done.toSorted((a, b) => median(times(a)) - median(times(b)));
  if (!best) return failed.length > 0 ? `${capital(formatList(failed.map(name)))} failed` : "Stopped";
  if (rest.length === 0) return `${capital(name(best))} took ${formatDuration(best.wallMs.median)}`;

  const ratios = rest.map((other): readonly [StrategyReport, RatioInterval] => [
    other,
    pairedRatio(times(other), times(best), environment.timerStepMs),
  ]);
  const of = (verdict: RatioInterval["verdict"]) => ratios.filter(([, ratio]) => ratio.verdict === verdict);
  if (of("too short to tell").length > 0) return "Too short to tell";
  const slower = of("longer").toReversed();
  if (slower.length > 0) {
    return `${capital(name(best))} is ${formatList(slower.map(([other, ratio]) => `${formatRatio(ratio.median)} faster than ${name(other)}`))}`;
  }
  if (of("too few rounds").length > 0) return "More rounds are needed to tell";
  return `No clear difference between ${formatList([best, ...rest].map(name))}`;
}
