/**
 * The options that each function of the SDK takes. A test holds that `lib/sdk/fanout.d.ts` says the same. `reuse` is an environment's, and
 * `retries` a task's retry policy.
 */
export const OPTION_NAMES = {
  task: ["name", "retries", "timeout", "cache", "cacheVersion", "environment"],
  dynamic: ["name", "retries", "timeout", "cache", "cacheVersion", "environment"],
  workflow: ["name", "inputs", "maxParallelism", "failurePolicy"],
  launchPlan: ["name", "inputs", "maxParallelism"],
  withOverrides: ["name", "cache", "cacheVersion", "maxParallelism"],
  environment: ["name", "reuse", "cache"],
  reuse: ["replicas", "concurrency"],
  retries: ["maxRetries", "delayMs", "backoff", "jitter"],
  map: ["concurrency", "minSuccessRatio", "strategy", "chunkSize", "key"],
  starmap: ["concurrency", "minSuccessRatio", "strategy", "chunkSize", "key"],
  mapUnordered: ["concurrency", "minSuccessRatio", "strategy", "chunkSize", "key"],
  traced: ["name"],
} as const;
