import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";

/**
 * Strategies as lines: the chosen one in the accent colour, the others neutral, each with its own dashes and its name at
 * its end. Other colours are for kinds of time.
 */
const DASHES = ["1 3", "2 5", "7 4", "0", "10 3 2 3"];

interface LineLook {
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly strokeDasharray: string;
}

export function lineLook(strategy: StrategyName, chosen: StrategyName | undefined): LineLook {
  const own = strategy === chosen;
  return {
    stroke: own ? "var(--accent)" : "var(--text)",
    strokeWidth: own ? 2.5 : 1.5,
    strokeDasharray: DASHES[STRATEGIES.indexOf(strategy) % DASHES.length] ?? "",
  };
}
