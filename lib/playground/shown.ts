import type { StrategyReport } from "@/lib/protocol/report";
import type { Strategy } from "@/lib/trace/rows";
import type { Trace } from "@/lib/trace/trace";
import type { PlaygroundState } from "./store";

/** The one strategy whose tree, output and log are on the screen. */
export interface Shown {
  readonly strategy: Strategy | undefined;
  readonly report: StrategyReport | undefined;
  readonly trace: Trace | undefined;
  /** The trace still grows. */
  readonly running: boolean;
}

type Parts = Pick<PlaygroundState, "phase" | "shown" | "live" | "results">;

/**
 * What somebody chose; else what runs now; else the last of the strategies, which is usually the most parallel one and
 * has most to show.
 */
export function shownOf({ phase, shown, live, results }: Parts): Shown {
  const strategies = results?.result.strategies;
  const known =
    shown !== undefined && (strategies?.has(shown) || live?.strategy === shown) ? shown : undefined;
  const strategy = known ?? live?.strategy ?? results?.result.report.strategies.at(-1)?.strategy;
  if (live !== undefined && live.strategy === strategy && phase !== "idle") {
    return { strategy, report: undefined, trace: live.trace, running: true };
  }
  const result = strategy === undefined ? undefined : strategies?.get(strategy);
  return {
    strategy,
    report:
      result?.report ?? results?.result.report.strategies.find((report) => report.strategy === strategy),
    trace: result?.trace,
    running: phase !== "idle" && result === undefined,
  };
}
