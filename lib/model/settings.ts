import type { StandIns } from "./stand-ins";
import type { StrategyName } from "./strategy";

/** Items per message: a number, guided by how long items take, or as Python's multiprocessing does it. */
export type ChunkRule = number | "auto" | "python";

/** What a user sets for a run. */
export interface Settings {
  /** In the order shown; at least one. */
  strategies: StrategyName[];
  /** Workers of the pool, and op runs in parallel under dynamic and hybrid. */
  workers: number;
  /** Bodies in parallel in each pool worker. */
  concurrency: number;
  /** Nodes in parallel in a workflow that does not declare its own limit. */
  maxParallelism: number;
  /** "auto": as many as fit into `timeBudgetMs`. */
  rounds: number | "auto";
  start: "cold" | "warm";
  chunk: ChunkRule;
  seed: number;
  /** A trial is stopped after this, ms. */
  timeoutMs: number;
  /** With rounds "auto": rounds are repeated until this is used, at least once; ms. */
  timeBudgetMs: number;
  /** Steps of a platform's program run as in its local mode: in one process, one after the other. Absent: as on the platform. */
  mode?: "local" | undefined;
  /** Of a program whose tasks need what a browser does not have. */
  standIns?: StandIns;
}

/** @param cores `navigator.hardwareConcurrency`. */
export function defaultSettings(cores: number): Settings {
  return {
    strategies: ["sequential", "dynamic", "pooled"],
    workers: Math.max(1, Math.min(8, cores)),
    concurrency: 1,
    maxParallelism: 25,
    rounds: "auto",
    start: "cold",
    chunk: "auto",
    seed: 1,
    timeoutMs: 120_000,
    timeBudgetMs: 3_000,
  };
}

/** Undefined in `change` takes a setting away that may be absent. */
export const changedSettings = (settings: Settings, change: Partial<Settings>): Settings =>
  Object.fromEntries(
    Object.entries({ ...settings, ...change }).filter(([, value]) => value !== undefined),
  ) as unknown as Settings;
