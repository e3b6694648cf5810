import fc from "fast-check";
import type { Settings } from "@/lib/model/settings";
import type { Report, StrategyReport, TreeNode } from "@/lib/protocol/report";
import { baseSettingsV1 } from "./settings-v1";

/** Arbitrary reports and settings, for the tests of this folder. */

export const defaults: Settings = baseSettingsV1(8);

const strategy = fc.constantFrom("sequential", "async", "dynamic", "pooled", "hybrid");
const count = fc.nat(100_000);
const ms = fc.double({ min: 0, max: 1e7, noNaN: true });
/** What JSON can hold and gives back as it was. */
const json = fc.jsonValue({ maxDepth: 4 }).map((value): unknown => JSON.parse(JSON.stringify(value)));
export const record = fc.dictionary(
  fc.string({ maxLength: 12 }).filter((key) => key !== "__proto__"),
  json,
  { maxKeys: 4 },
);

export const settings: fc.Arbitrary<Partial<Settings>> = fc.record(
  {
    strategies: fc.uniqueArray(strategy, { minLength: 1 }),
    workers: fc.integer({ min: 1, max: 64 }),
    concurrency: fc.integer({ min: 1, max: 64 }),
    maxParallelism: fc.integer({ min: 1, max: 10_000 }),
    rounds: fc.oneof(fc.constant("auto" as const), fc.integer({ min: 1, max: 31 })),
    start: fc.constantFrom("cold", "warm"),
    chunk: fc.oneof(
      fc.constantFrom("auto" as const, "python" as const),
      fc.integer({ min: 1, max: 1_000_000 }),
    ),
    seed: fc.integer({ min: 0, max: 0xffffffff }),
    timeoutMs: fc.integer({ min: 100, max: 3_600_000 }),
    timeBudgetMs: fc.integer({ min: 0, max: 600_000 }),
    mode: fc.constant("local" as const),
  },
  { requiredKeys: [] },
);

export const tree: fc.Arbitrary<TreeNode> = fc.letrec<{ node: TreeNode }>((tie) => ({
  node: fc.record(
    {
      kind: fc.constantFrom("workflow", "launchPlan", "dynamic", "task", "map", "group", "trace", "process"),
      name: fc.oneof(fc.constantFrom("main", "piece"), fc.string({ maxLength: 10 })),
      key: fc.string({ maxLength: 10 }),
      index: count,
      status: fc.constantFrom("running", "succeeded", "failed", "interrupted", "skipped", "cancelled"),
      attempts: fc.nat(5),
      cached: fc.constant(true),
      replayed: fc.constant(true),
      startMs: ms,
      durationMs: ms,
      worker: fc.integer({ min: -1, max: 64 }),
      children: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.constant<TreeNode[]>([]),
        fc.array(tie("node"), { maxLength: 4 }),
      ),
      omitted: fc.integer({ min: 1, max: 1000 }),
    },
    { requiredKeys: ["kind", "name", "status", "attempts", "startMs", "durationMs", "children"] },
  ),
})).node;

const strategyReport: fc.Arbitrary<StrategyReport> = fc.record(
  {
    strategy,
    status: fc.constantFrom("succeeded", "failed", "cancelled"),
    rounds: fc.array(fc.record({ wallMs: ms }), { maxLength: 5 }),
    wallMs: fc.record({ median: ms, low: ms, high: ms }),
    output: json,
    outputTruncated: fc.constant(true),
    error: fc.record(
      { name: fc.string(), message: fc.string(), line: count, column: count, path: fc.array(fc.string()) },
      { requiredKeys: ["name", "message"] },
    ),
    counts: fc.record({
      spans: count,
      attempts: count,
      retries: count,
      cacheHits: count,
      replays: count,
      failed: count,
      skipped: count,
      opRuns: count,
      workersStarted: count,
      peakParallel: count,
    }),
    breakdown: fc.record({ spawn: ms, queue: ms, transfer: ms, compute: ms, idle: ms }),
    meters: fc.dictionary(fc.constantFrom("tokens", "dollars", "rows"), ms),
    logs: fc.record({ lines: count, dropped: count }),
    artifacts: fc.array(fc.record({ path: fc.string(), bytes: count }), { maxLength: 3 }),
    tree,
  },
  {
    requiredKeys: [
      "strategy",
      "status",
      "rounds",
      "wallMs",
      "output",
      "counts",
      "breakdown",
      "meters",
      "logs",
      "artifacts",
    ],
  },
);

export const report: fc.Arbitrary<Report> = fc.record({
  version: fc.constant(1 as const),
  program: fc.record({ name: fc.string(), hash: fc.string() }),
  inputs: record,
  settings: settings.map((some) => ({ ...defaults, ...some })),
  environment: fc.record({
    cores: fc.integer({ min: 1, max: 256 }),
    userAgent: fc.string(),
    crossOriginIsolated: fc.boolean(),
    timerStepMs: ms,
  }),
  strategies: fc.array(strategyReport, { maxLength: 3 }),
});
