/** Names of the strategies. Rows hold the position in this list; lib/engine/strategies says what each one does. */
export const STRATEGIES = ["sequential", "async", "dynamic", "pooled", "hybrid"] as const;
export type StrategyName = (typeof STRATEGIES)[number];

/** Assumed of spans whose strategy was not recorded: bodies run on workers that are kept, and nothing takes turns. */
export const ASSUMED_STRATEGY: StrategyName = "pooled";
