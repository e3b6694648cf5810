import type { StrategyName } from "@/lib/model/strategy";
import type { Report, StrategyReport } from "@/lib/protocol/report";
import { differencesOf } from "../documents/differences";

/** One strategy as a link's sender saw it and as it went here. Times in ms; undefined where there is none. */
export interface ComparedPair {
  readonly strategy: StrategyName;
  readonly recordedMs: number | undefined;
  readonly hereMs: number | undefined;
}

const median = (report: StrategyReport | undefined): number | undefined =>
  report?.status === "succeeded" && report.rounds.length > 0 ? report.wallMs.median : undefined;

/** Strategies of either, in the order in which they were recorded. */
export function comparedPairs(recorded: Report, here: Report): readonly ComparedPair[] {
  const names = [...recorded.strategies, ...here.strategies].map(({ strategy }) => strategy);
  const of = (report: Report, name: StrategyName) =>
    report.strategies.find(({ strategy }) => strategy === name);
  return [...new Set(names)].map((strategy) => ({
    strategy,
    recordedMs: median(of(recorded, strategy)),
    hereMs: median(of(here, strategy)),
  }));
}

/** What is not the same in both, and may be why the figures are not; the machines are two in any case. */
export function comparisonDifferences(recorded: Report, here: Report): readonly string[] {
  const { code, inputs, settings } = differencesOf(recorded, here);
  return [
    ...(code ? ["the code was changed"] : []),
    ...(inputs ? ["other inputs"] : []),
    ...settings.map(({ key, one, other }) => `${key} ${one} there, ${other} here`),
  ];
}

const day = new Intl.DateTimeFormat("en", { dateStyle: "long" });

/** "November 21, 2026"; undefined where it is no moment. @param iso as a link has it */
export function formatMoment(iso: string | undefined): string | undefined {
  const date = new Date(iso ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : day.format(date);
}
