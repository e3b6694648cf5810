import type { StrategyName } from "@/lib/model/strategy";

/** What each strategy stands for, in one line. In the order in which they are offered. */
export const STRATEGY_NOTES: Readonly<Record<StrategyName, string>> = {
  sequential: "A plain loop: one task at a time, in one process",
  async: "One event loop: tasks that wait overlap, tasks that compute do not",
  dynamic: "Dynamic op runs: a fresh worker for every task call or item",
  pooled: "A warm pool: a few workers, each of which takes many items",
  hybrid: "Dynamic outside, one event loop inside: a fresh worker per chunk of items",
};

export const STRATEGY_LABELS: Readonly<Record<StrategyName, string>> = {
  sequential: "Sequential",
  async: "Async",
  dynamic: "Dynamic",
  pooled: "Pooled",
  hybrid: "Hybrid",
};
