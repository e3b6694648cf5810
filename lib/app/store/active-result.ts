import type { StrategyName } from "@/lib/model/strategy";
import type { Report, StrategyReport } from "@/lib/protocol/report";
import type { Trace } from "@/lib/trace/trace";
import type { PlaygroundState } from "./store";

/** The one strategy whose tree, output and log are on the screen. */
export interface ActiveResult {
  readonly strategy: StrategyName | undefined;
  readonly report: StrategyReport | undefined;
  readonly trace: Trace | undefined;
  /** The trace still grows. */
  readonly running: boolean;
}

type Parts = Pick<PlaygroundState, "phase" | "shown" | "live" | "results" | "recorded">;

/** What there is to look at: results of this machine, also old ones; before there are any, what a link brought along. */
export function reportOf({ phase, results, recorded }: Parts): Report | undefined {
  return results?.result.report ?? (phase === "idle" ? recorded?.report : undefined);
}

/**
 * What somebody chose; else what runs now; else the last of the strategies, which is usually the most parallel one and
 * has most to show.
 */
export function activeResultOf(parts: Parts): ActiveResult {
  const { phase, shown, live, results } = parts;
  const reports = reportOf(parts)?.strategies ?? [];
  const strategies = results?.result.strategies;
  const isThere = live?.strategy === shown || reports.some(({ strategy }) => strategy === shown);
  const strategy = (isThere ? shown : undefined) ?? live?.strategy ?? reports.at(-1)?.strategy;
  if (live !== undefined && live.strategy === strategy && phase !== "idle") {
    return { strategy, report: undefined, trace: live.trace, running: true };
  }
  const result = strategy === undefined ? undefined : strategies?.get(strategy);
  return {
    strategy,
    report: result?.report ?? reports.find((report) => report.strategy === strategy),
    trace: result?.trace,
    running: phase !== "idle" && result === undefined,
  };
}
