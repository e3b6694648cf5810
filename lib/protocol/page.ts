import "./no-eval";
import * as z from "zod";
import type { Settings } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import { STRIDE } from "@/lib/protocol/rows";

/**
 * The page's two wires into its sandbox. Over the document's port it hands over trials; over a trial's own port it hears
 * from the coordinator, and may stop it. The port is the trial's identity, so no message names a trial. The page trusts
 * nothing that arrives beyond these shapes, which it checks once.
 */

/** To the window of the sandbox's frame, once, with the document's port. */
export interface ConnectMessage {
  readonly type: "fanout:connect";
  /** Also in the URL's fragment, so that the frame takes a port from the page that made it and from no other. */
  readonly nonce: string;
}

const cacheEntrySchema = z.object({
  key: z.string().max(512),
  value: z.unknown(),
  task: z.string().max(300),
});
export type CacheEntry = z.infer<typeof cacheEntrySchema>;

/** A span's result from an earlier run, found again by its path (re-run from failure). */
const priorResultSchema = z.object({ path: z.string(), value: z.unknown() });
export type PriorResult = z.infer<typeof priorResultSchema>;

export interface TrialRequest
  extends Pick<
    Settings,
    "workers" | "concurrency" | "maxParallelism" | "start" | "chunk" | "seed" | "timeoutMs"
  > {
  /** `Program.code`; the sandbox's document replaces it by where runners load it from. */
  readonly code: string;
  /** Digest: a warm pool is only kept for the same program. */
  readonly hash: string;
  readonly definitions: readonly {
    readonly name: string;
    readonly kind: string;
    readonly version: string;
  }[];
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly strategy: StrategyName;
  /** Known results of cached tasks, by key. */
  readonly cache: readonly CacheEntry[];
  /** Results to take from an earlier run instead of running those spans. */
  readonly prior: readonly PriorResult[];
  /** Run only this task with these arguments, in place of the entry ("run this again"). */
  readonly only?: { readonly task: string; readonly args: readonly unknown[] } | undefined;
}

/** To the sandbox's document. One trial at a time; `port` is the coordinator's end. */
export interface ToSandbox {
  readonly type: "run";
  readonly request: TrialRequest;
  readonly port: MessagePort;
}

export const fromSandboxSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("ready"),
    crossOriginIsolated: z.boolean(),
    /** Smallest difference seen between two readings of the sandbox's clock. */
    timerStepMs: z.number(),
  }),
  /** The coordinator is gone, and the trial with it. */
  z.object({ type: z.literal("failed"), message: z.string().max(20_000) }),
]);
export type FromSandbox = z.infer<typeof fromSandboxSchema>;

/** To the coordinator, on the trial's port. */
export interface ToTrial {
  readonly type: "stop";
}

const text = (max: number) => z.string().max(max);
const ms = z.union([z.number(), z.nan()]);

const spanErrorSchema = z.object({
  name: text(300),
  message: text(20_000),
  line: z.int().optional(),
  column: z.int().optional(),
  path: z.array(text(300)).max(600).readonly().optional(),
  stack: text(20_000).optional(),
});

const batchSchema = z.object({
  worker: z.int(),
  rows: z.custom<Float64Array>(
    (rows) => rows instanceof Float64Array && rows.length % STRIDE === 0,
    "not rows of spans",
  ),
  names: z.array(text(300)).max(100_000).readonly(),
});

const noteSchema = z.object({
  id: z.number(),
  attempt: z.int(),
  key: text(300).optional(),
  args: text(2_100).optional(),
  result: text(2_100).optional(),
  error: spanErrorSchema.optional(),
  meters: z.record(text(100), z.number()).readonly().optional(),
});

const logSchema = z.object({
  time: ms,
  level: z.enum(["debug", "info", "log", "warn", "error"]),
  span: z.number(),
  task: text(300),
  attempt: z.int(),
  worker: z.int(),
  text: text(11_000),
});

const laneSchema = z.object({
  lane: z.int(),
  role: z.enum(["driver", "pool", "op", "process"]),
  label: text(300),
  requested: ms,
  ready: ms,
  ended: ms,
  end: z.enum(["finished", "died", "stopped", "timeout"]).optional(),
});

/** What has been recorded since the last tick, at most every 50 ms. */
const tickSchema = z.object({
  type: z.literal("tick"),
  /** ms since the trial's start. */
  time: z.number(),
  batches: z.array(batchSchema),
  notes: z.array(noteSchema).max(20_000),
  logs: z.array(logSchema).max(11_000),
  logsDropped: z.int(),
  /** Lanes that are new or changed. */
  lanes: z.array(laneSchema),
  /** Tasks and items known of, and settled. */
  done: z.int(),
  total: z.int(),
});

const artifactSchema = z.object({
  /** `dir/file` */
  path: text(1_000),
  content: z.instanceof(Uint8Array),
});

const outcomeSchema = z.object({
  type: z.literal("done"),
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
  refused: z.array(text(300)),
});
export type Outcome = z.infer<typeof outcomeSchema>;
export type Tick = z.infer<typeof tickSchema>;

/** From the coordinator, on the trial's port: ticks, then one outcome. */
export const fromTrialSchema = z.discriminatedUnion("type", [tickSchema, outcomeSchema]);
export type FromTrial = z.infer<typeof fromTrialSchema>;
