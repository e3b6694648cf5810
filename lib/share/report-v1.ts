import "@/lib/protocol/no-eval";
import * as z from "zod";
import { OUTPUT_REPR_MAX_LENGTH, REPORT_MAX_NODES } from "@/lib/model/limits";
import { settingsV1 } from "./settings-v1";

/**
 * A recorded report as links of version 1 carry it: figures in tuples and the tree in columns, because a report as
 * JSON is ten times as long as a chat takes. Made by compact-report.ts, read by expand-report.ts.
 */
const number = z.number();
const count = z.int().min(0);

/** A digit is an index in these; names may be added at the end, never moved. */
export const KINDS_V1 = [
  "workflow",
  "launchPlan",
  "dynamic",
  "task",
  "map",
  "group",
  "trace",
  "process",
] as const;
export const STATUSES_V1 = ["running", "succeeded", "failed", "interrupted", "skipped", "cancelled"] as const;

/** A schema for each entry would take ten times as long, and a stranger's link may hold a million entries. */
const column = <T>(isEntry: (value: unknown) => value is T, entries: string) =>
  z.custom<T[]>(
    (value) => Array.isArray(value) && value.length <= REPORT_MAX_NODES && value.every(isEntry),
    `must be a list of at most ${REPORT_MAX_NODES} ${entries}`,
  );
const isText = (value: unknown): value is string => typeof value === "string";
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);
const isCount = (value: unknown): value is number => isWhole(value) && value >= 0;
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
const isWholeOrNull = (value: unknown): value is number | null => value === null || isWhole(value);
const isCountPair = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(isCount);

/** One entry a node in every column, parents first and each with all below it before its next sibling. */
export const treeV1 = z.strictObject({
  /** ms of one tick. */
  tick: number.min(1e-6).max(1e6),
  names: column(isText, "texts"),
  /** Index in `names`. */
  name: column(isCount, "counts"),
  /** A digit each: index in KINDS_V1. */
  kind: z.string().max(REPORT_MAX_NODES),
  /** A digit each: index in STATUSES_V1. */
  status: z.string().max(REPORT_MAX_NODES),
  /** How many children follow. */
  children: column(isCount, "counts"),
  /** Ticks after the previous sibling's start; of a first child, after its parent's. */
  start: column(isWhole, "whole numbers"),
  /** Ticks. */
  duration: column(isWhole, "whole numbers"),
  /** More than the previous sibling's index (before the first: -1); null outside a map. Left out: all null. */
  index: column(isWholeOrNull, "whole numbers or null").optional(),
  /** Left out: all null. */
  key: column(isTextOrNull, "texts or null").optional(),
  /** Left out: all null. */
  worker: column(isWholeOrNull, "whole numbers or null").optional(),
  /** Left out: all 1. */
  attempts: column(isCount, "counts").optional(),
  /** A digit each: 1 cached, 2 replayed. Left out: all 0. */
  flags: z.string().max(REPORT_MAX_NODES).optional(),
  /** [node, how many were left out below it]. */
  omitted: column(isCountPair, "pairs of counts").optional(),
});
export type TreeV1 = z.infer<typeof treeV1>;

/** In the order of their figures, which does not change. */
export const COUNTS_V1 = [
  "spans",
  "attempts",
  "retries",
  "cacheHits",
  "replays",
  "failed",
  "skipped",
  "opRuns",
  "workersStarted",
  "peakParallel",
] as const;
export const BREAKDOWN_V1 = ["spawn", "queue", "transfer", "compute", "idle"] as const;

const strategyV1 = z.strictObject({
  strategy: z.enum(["sequential", "async", "dynamic", "pooled", "hybrid"]),
  /** Left out: succeeded. */
  status: z.enum(["failed", "cancelled"]).optional(),
  /** Wall time of each, ms. */
  rounds: z.array(number).max(1_000),
  /** Median, low, high; ms. */
  wall: z.tuple([number, number, number]),
  output: z.unknown(),
  /** 1: the output was cut. */
  cut: z.literal(1).optional(),
  /** The output as its language writes it. */
  repr: z.string().max(OUTPUT_REPR_MAX_LENGTH).optional(),
  error: z
    .strictObject({
      name: z.string(),
      message: z.string(),
      line: z.int().optional(),
      column: z.int().optional(),
      path: z.array(z.string()).optional(),
    })
    .optional(),
  /** 1: what the program made to run in parallel ran one after the other. */
  inline: z.literal(1).optional(),
  /** ms in which a worker was started before Run was pressed. */
  ahead: number.optional(),
  /** By COUNTS_V1. */
  counts: z.tuple([count, count, count, count, count, count, count, count, count, count]),
  /** By BREAKDOWN_V1, lane ms. */
  breakdown: z.tuple([number, number, number, number, number]),
  meters: z.record(z.string(), number).optional(),
  /** Lines, dropped. Left out: none. */
  logs: z.tuple([count, count]).optional(),
  /** Path, bytes. */
  artifacts: z.array(z.tuple([z.string(), count])).optional(),
  tree: treeV1.optional(),
});
export type StrategyV1 = z.infer<typeof strategyV1>;

export const reportV1 = z.strictObject({
  /** When it was recorded: seconds since 1970. */
  at: count.max(8.64e12).optional(),
  /** Name, hash. */
  program: z.tuple([z.string(), z.string()]),
  inputs: z.record(z.string(), z.unknown()).optional(),
  /** Where they differ from `baseSettingsV1` of its cores. */
  settings: settingsV1.optional(),
  /** Cores, user agent, cross-origin isolated (0 or 1), timer's step in ms. */
  environment: z.tuple([count, z.string(), z.union([z.literal(0), z.literal(1)]), number]),
  /** The page was hidden for a part of the run. */
  hidden: z.literal(1).optional(),
  /** Results of an earlier run were reused. */
  resumed: z.literal(1).optional(),
  /** The program makes its own pools, processes and threads. */
  own: z.literal(1).optional(),
  strategies: z.array(strategyV1).max(5),
});
export type ReportV1 = z.infer<typeof reportV1>;
