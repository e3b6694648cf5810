/** Names of the strategies. Rows hold the position in this list; lib/engine/strategies says what each one does. */
export const STRATEGIES = ["sequential", "async", "dynamic", "pooled", "hybrid"] as const;
export type StrategyName = (typeof STRATEGIES)[number];
