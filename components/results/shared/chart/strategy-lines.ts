import type { StrategyName } from "@/lib/model/strategy";

/**
 * Strategies as lines: the chosen one in the accent colour, the others neutral, each with its own dashes and its name at
 * its end. Other colours are for kinds of time.
 */
const DASHES: Readonly<Record<StrategyName, string>> = {
  sequential: "1 3",
  async: "2 5",
  dynamic: "7 4",
  pooled: "0",
  hybrid: "10 3 2 3",
};

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
    strokeDasharray: DASHES[strategy],
  };
}
