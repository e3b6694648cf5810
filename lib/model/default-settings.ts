import type { Settings } from "@/lib/protocol/settings";

/**
 * Apart from the schema, so that a page can show its controls before the schema library has arrived.
 * @param cores `navigator.hardwareConcurrency`.
 */
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
