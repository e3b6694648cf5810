import type { StrategyName } from "./strategy";

/** What people read about a strategy. */
interface StrategyTexts {
  readonly label: string;
  /** What it stands for, in one line. */
  readonly note: string;
  /** The same where `{worker}` ("a pod") is what a worker is called, and `{workers}` are several. */
  readonly onWorkers: string;
  /** Under its name. */
  readonly brief: string;
  /** The platforms' own words for it. */
  readonly standsFor: string;
  /** What runs again when one item fails. */
  readonly reruns: string;
  /** The same in the program that `strategy-patterns.ts` shows. */
  readonly rerunsByHand: string;
}

export const STRATEGY_TEXTS: Readonly<Record<StrategyName, StrategyTexts>> = {
  sequential: {
    label: "Sequential",
    note: "A plain loop: one task at a time, in one process",
    onWorkers: "a plain loop",
    brief: "a plain loop",
    standsFor: "a plain loop",
    reruns: "the item, in place",
    rerunsByHand: "the whole loop",
  },
  async: {
    label: "Async",
    note: "One event loop: tasks that wait overlap, tasks that compute do not",
    onWorkers: "one event loop",
    brief: "one event loop",
    standsFor: "asyncio.gather",
    reruns: "the item, in place",
    rerunsByHand: "the whole gather",
  },
  dynamic: {
    label: "Dynamic",
    note: "Dynamic op runs: a fresh worker for every task call or item",
    onWorkers: "{worker} per item",
    brief: "a new worker per item",
    standsFor: "dynamic outputs, map tasks",
    reruns: "the item, on a new worker",
    rerunsByHand: "the item's op",
  },
  pooled: {
    label: "Pooled",
    note: "A warm pool: a few workers, each of which takes many items",
    onWorkers: "kept {workers}",
    brief: "a pool of workers",
    standsFor: "a process pool",
    reruns: "the item, back in the pool",
    rerunsByHand: "the whole pool's op",
  },
  hybrid: {
    label: "Hybrid",
    note: "Dynamic outside, one event loop inside: a fresh worker per chunk of items",
    onWorkers: "{worker} per chunk of items",
    brief: "a new worker per chunk",
    standsFor: "dynamic outputs with a loop inside",
    reruns: "the item, inside its chunk; a lost worker costs its chunk",
    rerunsByHand: "the chunk's op",
  },
};
