import type { StrategyName } from "./strategy";

/** What only some views say of a strategy: the page loads it with them. */
interface StrategyDetails {
  /** What it stands for, where `{worker}` ("a pod") is what a worker is called, and `{workers}` are several. */
  readonly onWorkers: string;
  /** What runs again when one item fails. */
  readonly reruns: string;
  /** The same in the program that `strategy-patterns.ts` shows. */
  readonly rerunsByHand: string;
}

export const STRATEGY_DETAILS: Readonly<Record<StrategyName, StrategyDetails>> = {
  sequential: {
    onWorkers: "a plain loop",
    reruns: "the item",
    rerunsByHand: "the whole loop",
  },
  async: {
    onWorkers: "one event loop",
    reruns: "the item",
    rerunsByHand: "the whole asyncio.gather call",
  },
  dynamic: {
    onWorkers: "{worker} per item",
    reruns: "the item, on a new worker",
    rerunsByHand: "the item's op run",
  },
  pooled: {
    onWorkers: "kept {workers}",
    reruns: "the item, on any pool worker",
    rerunsByHand: "the whole pool op",
  },
  hybrid: {
    onWorkers: "{worker} per chunk of items",
    reruns: "the item, in its chunk (the whole chunk if its worker dies)",
    rerunsByHand: "the chunk's op",
  },
};
