/**
 * Spans as they cross threads: rows of numbers in one Float64Array, so that recording one costs a few stores, no
 * allocation, and a batch of 100,000 crosses as one transferred buffer.
 *
 * A row describes one attempt of one span, or a block of consecutive map items that were timed together because each
 * was shorter than the timer's step (`SIZE` > 1): ids `ID … ID+SIZE-1`, indexes `INDEX … INDEX+SIZE-1`, each with an
 * equal share of `STARTED … ENDED`.
 *
 * A later row with the same id and attempt replaces an earlier one (a span is written once when it opens, with status
 * `running`, and once when it closes). A row with the same id and a higher attempt is the next attempt.
 *
 * All times are ms since the run's start on one clock (`timeOrigin + now()` of each thread, less the run's epoch);
 * NaN where it has not happened or does not apply.
 */
export const STRIDE = 18;

export const ID = 0;
/** Id of the span that issued this one; -1 for the entry. */
export const PARENT = 1;
/** Items covered: 1, or n for a block timed together. */
export const SIZE = 2;
/** Index into the name table of the worker that recorded it. */
export const NAME = 3;
/** kind | status << 4 | flags << 8 | strategy << 16, see `pack`. */
export const PACKED = 4;
/** Index of the item in its map (the first one's, in a block); -1 outside a map. */
export const INDEX = 5;
/** From 1. */
export const ATTEMPT = 6;
/** Worker that executed it: 0 is the driver; -1 none yet. */
export const WORKER = 7;
/** The program made the call. */
export const ISSUED = 8;
/** The scheduler sent it to a worker. */
export const DISPATCHED = 9;
/** The worker had it. */
export const RECEIVED = 10;
/** Its body began. */
export const STARTED = 11;
/** Its body ended. */
export const ENDED = 12;
/** The scheduler (or inline caller) had its result. */
export const SETTLED = 13;
/** Estimated bytes of the arguments that crossed a thread; 0 inline. */
export const BYTES_IN = 14;
/** Estimated bytes of the result that crossed a thread; 0 inline. */
export const BYTES_OUT = 15;
/** ms of the body in which it waited in `sleep`: at least one was open. */
export const SLEPT = 16;
/** ms of the body in which it ran `compute`. */
export const COMPUTED = 17;

/** Span ids are unique in a run: `worker × ID_SPACE + sequence`, allocated by the worker that issues the call. */
export const ID_SPACE = 2 ** 24;

/** Result came from the cache (or from a call in flight with the same key). */
export const FLAG_CACHED = 1;
/** Result was taken from an earlier run (re-run from failure) or from a checkpoint (`traced`). */
export const FLAG_REUSED = 2;
/** Times are an equal share of a block that was timed as one. */
export const FLAG_SHARED_TIME = 4;
/** Ran in the thread of its caller. */
export const FLAG_INLINE = 8;
/** It is an item of a map (its parent is the map's span). */
export const FLAG_ITEM = 16;
/** First item of a chunk: one message carried it and those after it. */
export const FLAG_CHUNK_HEAD = 32;

export function pack(kind: number, status: number, flags: number, strategy: number): number {
  return kind | (status << 4) | (flags << 8) | (strategy << 16);
}
export const kindOf = (packed: number): number => packed & 15;
export const statusOf = (packed: number): number => (packed >> 4) & 15;
export const flagsOf = (packed: number): number => (packed >> 8) & 255;
export const strategyOf = (packed: number): number => (packed >> 16) & 15;

/** What a worker or the scheduler sends of its recording. */
export interface SpanBatch {
  /** Worker whose name table `NAME` refers to; -1 is the coordinator. */
  readonly worker: number;
  /** `n × STRIDE` numbers. */
  readonly rows: Float64Array;
  /** Names added to the table since its last batch. */
  readonly names: readonly string[];
}

/** What a span carries beside its numbers. Only recorded where there is something to say, within a budget. */
export interface SpanNote {
  readonly id: number;
  readonly attempt: number;
  readonly key?: string;
  /** Of a map: the key of each item, by its index. Items that never ran have theirs here alone. */
  readonly keys?: readonly string[] | undefined;
  /** Short previews, at most 2,000 characters each. */
  readonly args?: string;
  readonly result?: string;
  /** The arguments as text that gives them again, in the language's own form; absent where they are too long or of a kind that has none. */
  readonly given?: string | undefined;
  readonly error?: SpanError;
  readonly meters?: Readonly<Record<string, number>>;
}

export interface SpanError {
  readonly name: string;
  readonly message: string;
  /** Line and column (from 1) in the user's source. */
  readonly line?: number;
  readonly column?: number;
  /** Names from the root to the span in which it was thrown. */
  readonly path?: readonly string[];
  readonly stack?: string;
}

/** A log line; `span` is -1 for module code. */
export interface LogLine {
  readonly time: number;
  readonly level: "debug" | "info" | "log" | "warn" | "error";
  readonly span: number;
  readonly task: string;
  readonly attempt: number;
  readonly worker: number;
  readonly text: string;
}

/** A worker's life, its row in the timeline; times in ms since the run's start. */
export interface Lane {
  readonly lane: number;
  readonly role: "driver" | "pool" | "op" | "process";
  /** Name of the environment whose pool it belongs to, or of the task that an op worker was started for. */
  readonly label: string;
  /** Asked for. */
  readonly requested: number;
  /** Program loaded: it can take work. NaN until then. 0 where it was warm from an earlier round. */
  readonly ready: number;
  /** NaN while alive. */
  readonly ended: number;
  /** How it ended. */
  readonly end?: "finished" | "died" | "stopped" | "timeout";
}
