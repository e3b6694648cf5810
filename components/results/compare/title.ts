import { median, pairedRatio, type RatioInterval } from "@/lib/analysis/report/statistics";
import type { Trial } from "@/lib/app/run/run";
import { capitalize, formatDuration, formatList, formatRatio } from "@/lib/base/format";

export interface Compared {
  readonly info: Pick<Trial["info"], "label">;
  readonly report: Trial["report"];
}

export const timesOf = ({ report }: Compared): number[] => report.rounds.map(({ wallMs }) => wallMs);
export const labelOf = ({ info }: Compared): string => info.label;

export const byTime = <T extends Compared>(trials: readonly T[]): T[] =>
  trials
    .filter(({ report }) => report.status === "succeeded" && report.rounds.length > 0)
    .toSorted((a, b) => median(timesOf(a)) - median(timesOf(b)));

/** The finding in a few words. @param timerStepMs smallest difference that the clock shows */
export function titleOf(trials: readonly Compared[], timerStepMs: number): string {
  const failed = trials.filter(({ report }) => report.status === "failed");
  const [best, ...rest] = byTime(trials);
  if (!best) return failed.length > 0 ? `${capitalize(formatList(failed.map(labelOf)))} failed` : "Stopped";
  if (rest.length === 0)
    return `${capitalize(labelOf(best))} took ${formatDuration(best.report.wallMs.median)}`;

  const ratios = rest.map((other): readonly [Compared, RatioInterval] => [
    other,
    pairedRatio(timesOf(other), timesOf(best), timerStepMs),
  ]);
  const of = (verdict: RatioInterval["verdict"]) => ratios.filter(([, ratio]) => ratio.verdict === verdict);
  if (of("too short to tell").length > 0) return "Too short to tell";
  const slower = of("longer").toReversed();
  if (slower.length > 0) {
    const factors = slower.map(
      ([other, ratio]) => `${formatRatio(ratio.median)} faster than ${labelOf(other)}`,
    );
    return `${capitalize(labelOf(best))} is ${formatList(factors)}`;
  }
  if (of("too few rounds").length > 0) return "More rounds are needed to tell";
  return `No clear difference between ${formatList([best, ...rest].map(labelOf))}`;
}
