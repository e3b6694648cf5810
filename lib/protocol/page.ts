import "./no-eval";
import * as z from "zod";
import {
  CACHE_KEY_MAX_LENGTH,
  CROSSING_ERROR_MAX_LENGTH,
  CROSSING_LOG_LINE_MAX_LENGTH,
  CROSSING_PREVIEW_MAX_LENGTH,
  ERROR_MAX_PATH,
  METER_NAME_MAX_LENGTH,
  NAME_MAX_LENGTH,
  PATH_MAX_LENGTH,
  TICK_MAX_LOGS,
  TICK_MAX_NOTES,
  TRACE_MAX_NAMES,
} from "@/lib/model/limits";
import { STRATEGIES } from "@/lib/model/strategy";
import { STRIDE } from "@/lib/protocol/rows";

/**
 * The wire between the page and its sandbox, over one transferred MessagePort. Tagged unions, checked on arrival on
 * both sides; no functions, no Comlink. The page trusts nothing that comes from the sandbox beyond these shapes.
 */

const cacheEntrySchema = z.object({
  key: z.string().max(CACHE_KEY_MAX_LENGTH),
  value: z.unknown(),
  task: z.string().max(NAME_MAX_LENGTH),
});
export type CacheEntry = z.infer<typeof cacheEntrySchema>;

/** A span's result from an earlier run, found again by its path (re-run from failure). */
const priorResultSchema = z.object({ path: z.string(), value: z.unknown() });
export type PriorResult = z.infer<typeof priorResultSchema>;

const runRequestSchema = z.object({
  /** `Program.code`. */
  code: z.string().max(2_000_000),
  /** Digest: a warm pool is only kept for the same program. */
  hash: z.string(),
  definitions: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      binding: z.string().optional(),
      line: z.int(),
      version: z.string(),
      entry: z.boolean(),
    }),
  ),
  inputs: z.record(z.string(), z.unknown()),
  strategy: z.enum(STRATEGIES),
  workers: z.int().min(1).max(64),
  concurrency: z.int().min(1).max(64),
  maxParallelism: z.int().min(1),
  start: z.enum(["cold", "warm"]),
  chunk: z.union([z.literal("auto"), z.literal("python"), z.int().min(1)]),
  seed: z.int(),
  timeoutMs: z.number(),
  /** Known results of cached tasks, by key. */
  cache: z.array(cacheEntrySchema),
  /** Results to take from an earlier run instead of running those spans. */
  prior: z.array(priorResultSchema),
  /** Run only this task with these arguments, in place of the entry ("run this again"). */
  only: z.object({ task: z.string(), args: z.array(z.unknown()) }).optional(),
});
export type TrialRequest = z.infer<typeof runRequestSchema>;

const toSandboxSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("run"), run: z.int(), request: runRequestSchema }),
  z.object({ type: z.literal("stop"), run: z.int() }),
]);
export type ToSandbox = z.infer<typeof toSandboxSchema>;

const text = (max: number) => z.string().max(max);
const ms = z.union([z.number(), z.nan()]);

const spanErrorSchema = z.object({
  name: text(NAME_MAX_LENGTH),
  message: text(CROSSING_ERROR_MAX_LENGTH),
  line: z.int().optional(),
  column: z.int().optional(),
  path: z.array(text(NAME_MAX_LENGTH)).max(ERROR_MAX_PATH).readonly().optional(),
  stack: text(CROSSING_ERROR_MAX_LENGTH).optional(),
});

const batchSchema = z.object({
  lane: z.int(),
  rows: z.custom<Float64Array>(
    (rows) => rows instanceof Float64Array && rows.length % STRIDE === 0,
    "not rows of spans",
  ),
  names: z.array(text(NAME_MAX_LENGTH)).max(TRACE_MAX_NAMES).readonly(),
});

const noteSchema = z.object({
  id: z.number(),
  attempt: z.int(),
  key: text(NAME_MAX_LENGTH).optional(),
  args: text(CROSSING_PREVIEW_MAX_LENGTH).optional(),
  result: text(CROSSING_PREVIEW_MAX_LENGTH).optional(),
  error: spanErrorSchema.optional(),
  meters: z.record(text(METER_NAME_MAX_LENGTH), z.number()).readonly().optional(),
});

const logSchema = z.object({
  time: ms,
  level: z.enum(["debug", "info", "log", "warn", "error"]),
  span: z.number(),
  task: text(NAME_MAX_LENGTH),
  attempt: z.int(),
  worker: z.int(),
  text: text(CROSSING_LOG_LINE_MAX_LENGTH),
});

const laneSchema = z.object({
  lane: z.int(),
  role: z.enum(["driver", "pool", "op", "process"]),
  label: text(NAME_MAX_LENGTH),
  requested: ms,
  ready: ms,
  ended: ms,
  end: z.enum(["finished", "died", "stopped", "timeout"]).optional(),
});

/** News of a run, at most every 50 ms. */
const tickSchema = z.object({
  type: z.literal("tick"),
  run: z.int(),
  /** ms since the run's start. */
  time: z.number(),
  batches: z.array(batchSchema),
  notes: z.array(noteSchema).max(TICK_MAX_NOTES),
  logs: z.array(logSchema).max(TICK_MAX_LOGS),
  logsDropped: z.int(),
  /** Lanes that are new or changed. */
  lanes: z.array(laneSchema),
  /** Tasks and items known of, and settled. */
  done: z.int(),
  total: z.int(),
});

const artifactSchema = z.object({
  /** `dir/file` */
  path: text(PATH_MAX_LENGTH),
  content: z.instanceof(Uint8Array),
});

const outcomeSchema = z.object({
  type: z.literal("done"),
  run: z.int(),
  status: z.enum(["succeeded", "failed", "cancelled"]),
  /** From the request to start workers until the entry settled. */
  wallMs: z.number(),
  /** Plain data: artifacts in it are `{ $fanout: "Dir" | "File", … }`. */
  output: z.unknown(),
  error: spanErrorSchema.optional(),
  artifacts: z.array(artifactSchema),
  /** New results of cached tasks. */
  cache: z.array(cacheEntrySchema),
  /** Results by path, so that a failed run can be taken up again. */
  results: z.array(priorResultSchema),
  /** What the sandbox refused the program (network, storage …), by name. */
  refused: z.array(text(NAME_MAX_LENGTH)),
});
export type Outcome = z.infer<typeof outcomeSchema>;
export type Tick = z.infer<typeof tickSchema>;

export const fromSandboxSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("ready"),
    crossOriginIsolated: z.boolean(),
    /** Smallest difference seen between two readings of the sandbox's clock. */
    timerStepMs: z.number(),
  }),
  tickSchema,
  outcomeSchema,
]);
export type FromSandbox = z.infer<typeof fromSandboxSchema>;
