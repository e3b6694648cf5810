import type { StrategyName } from "@/lib/model/strategy";
import type { CacheEntry, PriorResult } from "@/lib/protocol/page";
import type { Report, StrategyReport } from "@/lib/protocol/report";
import type { Trace } from "@/lib/trace/trace";

/** Where an experiment is. Rounds count from 1; a warm-up is round 0. */
export interface RunProgress {
  readonly strategy: StrategyName;
  readonly round: number;
  /** How many there will be; absent where time decides. */
  readonly rounds?: number;
  /** Tasks and items settled, and known of, in this run. */
  readonly done: number;
  readonly total: number;
  /** ms that this run goes on. */
  readonly forMs: number;
}

/** What was recorded of one strategy: its median round. */
export interface StrategyResult {
  readonly report: StrategyReport;
  readonly trace: Trace;
  /** Path → content. */
  readonly artifacts: ReadonlyMap<string, Uint8Array>;
}

export interface RunResult {
  readonly report: Report;
  readonly strategies: ReadonlyMap<StrategyName, StrategyResult>;
  /** What the sandbox refused the program, by name. */
  readonly refused: readonly string[];
  /** New results of cached tasks. */
  readonly cache: readonly CacheEntry[];
  /** Of strategies that failed: what succeeded before, to be taken over when the run is taken up again. */
  readonly resumable: ReadonlyMap<StrategyName, readonly PriorResult[]>;
}

/** What is being recorded right now. A new object at each news, its trace still growing. */
export interface Live {
  readonly strategy: StrategyName;
  readonly trace: Trace;
}
