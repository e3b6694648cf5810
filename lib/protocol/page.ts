import "./no-eval";
import * as z from "zod";
import {
  CACHE_KEY_MAX_LENGTH,
  CROSSING_ERROR_MAX_LENGTH,
  CROSSING_LOG_LINE_MAX_LENGTH,
  CROSSING_PREVIEW_MAX_LENGTH,
  ERROR_MAX_PATH,
  GIVEN_MAX_LENGTH,
  INT32_MAX,
  LIMITS_BY_SOURCE,
  MAP_MAX_KEYS,
  MAX_FILES,
  MAX_RESULTS,
  NAME_MAX_LENGTH,
  OUTPUT_REPR_MAX_LENGTH,
  PATH_MAX_LENGTH,
  REPORT_OUTPUT_MAX_BYTES,
  TICK_MAX_LOGS,
  TICK_MAX_NOTES,
  TRACE_MAX_NAMES,
  TRIAL_MAX_CACHED,
  WAITING_MAX_GROUPS,
  WAITING_MAX_LISTED,
} from "@/lib/model/limits";
import type { Settings } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import { areMeters } from "@/lib/protocol/meters";
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
  key: z.string().max(CACHE_KEY_MAX_LENGTH),
  value: z.unknown(),
  task: z.string().max(NAME_MAX_LENGTH),
});
export type CacheEntry = z.infer<typeof cacheEntrySchema>;

/** A result of an earlier run, by the name under which a run from its failure finds it again. */
const priorResultSchema = z.object({ name: z.string(), value: z.unknown() });
export type PriorResult = z.infer<typeof priorResultSchema>;

export interface TrialRequest
  extends Pick<
    Settings,
    "workers" | "concurrency" | "maxParallelism" | "start" | "chunk" | "seed" | "timeoutMs"
  > {
  /** Workers alive, the driver not among them, where a language takes fewer than `MAX_WORKERS`. */
  readonly mostWorkers?: number | undefined;
  /** `Program.code`; the sandbox's document replaces it by where runners load it from. */
  readonly code: string;
  readonly definitions: readonly {
    readonly name: string;
    readonly kind: string;
    readonly version: string;
  }[];
  /** As `Program` has it: then the run starts no pool of its own until something needs it. */
  readonly fansOutItself: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly strategy: StrategyName;
  /** Known results of cached tasks, by key. */
  readonly cache: readonly CacheEntry[];
  /** Results to take from an earlier run instead of running those spans. */
  readonly prior: readonly PriorResult[];
  /** Run only this task with these arguments, in place of the entry ("run this again"). */
  readonly only?: { readonly task: string; readonly given: string } | undefined;
}

/** To the sandbox's document. */
export type ToSandbox =
  /** One trial at a time; `port` is the coordinator's end. */
  | { readonly type: "run"; readonly request: TrialRequest; readonly port: MessagePort }
  /** A trial will come: where starting a worker takes long, the driver's may be started now. */
  | { readonly type: "ahead" };

export const fromSandboxSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("ready"),
    crossOriginIsolated: z.boolean(),
    /** Smallest difference seen between two readings of the sandbox's clock. */
    timerStepMs: z.number(),
  }),
  /** The coordinator is gone, and the trial with it. */
  z.object({ type: z.literal("failed"), message: z.string().max(CROSSING_ERROR_MAX_LENGTH) }),
]);
export type FromSandbox = z.infer<typeof fromSandboxSchema>;

/** To the coordinator, on the trial's port. */
export interface ToTrial {
  readonly type: "stop";
}

const text = (max: number) => z.string().max(max);
/** A runner's reading of the clock, or none. */
const ms = within(LIMITS_BY_SOURCE.measured.timeMs).or(z.nan());
/** The coordinator's, which is right even where the computer slept for days. */
const longMs = within(LIMITS_BY_SOURCE.imported.timeMs);
const laneMs = longMs.or(z.nan());
const worker = z.int().min(-1).max(INT32_MAX);
/** Of a span: every safe integer, and -1 for none. */
const spanId = z.int().min(-1);

function within(timeMs: number) {
  return z.number().min(-timeMs).max(timeMs);
}

const spanErrorSchema = z.object({
  name: text(NAME_MAX_LENGTH),
  message: text(CROSSING_ERROR_MAX_LENGTH),
  line: z.int().optional(),
  column: z.int().optional(),
  path: z.array(text(NAME_MAX_LENGTH)).max(ERROR_MAX_PATH).readonly().optional(),
  stack: text(CROSSING_ERROR_MAX_LENGTH).optional(),
});

const batchSchema = z.object({
  worker,
  rows: z.custom<Float64Array>(
    (rows) => rows instanceof Float64Array && rows.length % STRIDE === 0,
    "not rows of spans",
  ),
  names: z.array(text(NAME_MAX_LENGTH)).max(TRACE_MAX_NAMES).readonly(),
});

export const noteSchema = z.object({
  id: spanId,
  attempt: z.int(),
  key: text(NAME_MAX_LENGTH).optional(),
  keys: z.array(text(NAME_MAX_LENGTH)).max(MAP_MAX_KEYS).readonly().optional(),
  args: text(CROSSING_PREVIEW_MAX_LENGTH).optional(),
  given: text(GIVEN_MAX_LENGTH).optional(),
  result: text(CROSSING_PREVIEW_MAX_LENGTH).optional(),
  error: spanErrorSchema.optional(),
  meters: z.custom<Readonly<Record<string, number>>>(areMeters, "not totals of meters").optional(),
});

export const logSchema = z.object({
  time: ms,
  level: z.enum(["debug", "info", "log", "warn", "error"]),
  span: spanId,
  task: text(NAME_MAX_LENGTH),
  attempt: z.int(),
  worker,
  text: text(CROSSING_LOG_LINE_MAX_LENGTH),
});

export const laneSchema = z.object({
  lane: worker,
  role: z.enum(["driver", "pool", "op", "process"]),
  label: text(NAME_MAX_LENGTH),
  requested: laneMs,
  ready: laneMs,
  ended: laneMs,
  end: z.enum(["finished", "died", "stopped", "timeout"]).optional(),
});

/** What calls wait for while nothing goes on. */
const stallSchema = z.object({
  waits: z
    .array(
      z.object({
        /** An item of a queue, or a promise of the body's own. */
        kind: z.enum(["item", "promise"]),
        /** Of the queue. */
        name: text(NAME_MAX_LENGTH),
        count: z.int().min(0),
        /** Names of some of the tasks that wait. */
        tasks: z.array(text(NAME_MAX_LENGTH)).max(WAITING_MAX_LISTED).readonly(),
        /** Spans of some of the calls. */
        spans: z.array(z.int()).max(WAITING_MAX_LISTED).readonly(),
      }),
    )
    .max(WAITING_MAX_GROUPS)
    .readonly(),
  /** Something still runs, or a timer is to come. */
  mayGoOn: z.boolean(),
});
export type Stall = z.infer<typeof stallSchema>;

/** What has been recorded since the last tick, at most every 50 ms. */
const tickSchema = z.object({
  type: z.literal("tick"),
  /** ms since the trial's start. */
  time: longMs,
  batches: z.array(batchSchema),
  notes: z.array(noteSchema).max(TICK_MAX_NOTES),
  logs: z.array(logSchema).max(TICK_MAX_LOGS),
  logsDropped: z.int(),
  /** Lanes that are new or changed. */
  lanes: z.array(laneSchema),
  /** Tasks and items known of, and settled. */
  done: z.int(),
  total: z.int(),
  /** Null once things go on again; absent where nothing has changed. */
  stall: stallSchema.nullable().optional(),
});

const artifactSchema = z.object({
  /** `dir/file` */
  path: text(PATH_MAX_LENGTH),
  content: z.instanceof(Uint8Array),
});

/** As lib/engine/output.ts encodes it: the page never receives the value, which may be as large as memory allows. */
const outputSchema = z.object({
  json: text(REPORT_OUTPUT_MAX_BYTES),
  truncated: z.boolean(),
  /** As the program's language writes it, where that is not JSON. */
  repr: text(OUTPUT_REPR_MAX_LENGTH).optional(),
});
export type OutputText = z.infer<typeof outputSchema>;

/** What outlives the trial, before its outcome: in parts, each of which the page receives within a frame or two. */
const keptSchema = z.object({
  type: z.literal("kept"),
  /** New results of cached tasks. */
  cache: z.array(cacheEntrySchema).max(TRIAL_MAX_CACHED),
  /** Results by name, so that a failed run can be taken up again. */
  results: z.array(priorResultSchema).max(MAX_RESULTS),
});
export type Kept = z.infer<typeof keptSchema>;

const outcomeSchema = z.object({
  type: z.literal("done"),
  status: z.enum(["succeeded", "failed", "cancelled"]),
  /** From the request to start workers until the entry settled. */
  wallMs: longMs,
  /** ms of it in which a worker was started before the trial; left out where none was. */
  aheadMs: longMs.optional(),
  /** Artifacts in it are `{ $fanout: "Dir" | "File", … }`. */
  output: outputSchema,
  error: spanErrorSchema.optional(),
  artifacts: z.array(artifactSchema).max(MAX_FILES),
  /** What the sandbox refused the program (network, storage …), by name. */
  refused: z.array(text(NAME_MAX_LENGTH)),
  /** Pools, processes or threads of the program ran one after the other: this browser cannot suspend its language. */
  inline: z.boolean().optional(),
});
export type TrialDone = z.infer<typeof outcomeSchema>;
export type Tick = z.infer<typeof tickSchema>;

/** From the coordinator, on the trial's port: ticks, what is kept, then one outcome. */
export const fromTrialSchema = z.discriminatedUnion("type", [tickSchema, keptSchema, outcomeSchema]);
export type FromTrial = z.infer<typeof fromTrialSchema>;

/** How a trial ended, with all that was kept of it. */
export type Outcome = TrialDone & Omit<Kept, "type">;
