import { isOneAtATime, strategyNamed } from "@/lib/engine/strategies";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { Numbers } from "./numbers";

/**
 * The strategies worth comparing. Left out is what would be the same as another one: an event loop whose items only
 * compute is a plain loop, and a chunk per worker of such items is what kept workers do.
 */
export function candidatesOf({ work, chunk }: Numbers): StrategyName[] {
  return STRATEGIES.filter((name) => {
    const strategy = strategyNamed(name);
    if (work.waits > 0) return true;
    if (strategy.runs === "inline") return isOneAtATime(strategy);
    return strategy.insideMessage === undefined || chunk !== "auto";
  });
}

/** Every item is an op run: with a record and a retry of its own. */
export const isPerItem = (name: StrategyName): boolean => strategyNamed(name).opRun === "item";

/** No workers: nothing starts, and nothing runs in parallel on other cores. */
export const isInline = (name: StrategyName): boolean => strategyNamed(name).runs === "inline";
