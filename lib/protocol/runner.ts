import type { LeaseMessage, LeaseReturned } from "./direct-calls";
import type { LogLine, SpanBatch, SpanNote } from "./rows";

/**
 * Between the coordinator and a runner, on a port of their own. The coordinator calls `RunnerApi` through Comlink. A runner
 * posts `FromRunner`, because a Comlink object exposed to a stranger's code would let it call all that can be reached from
 * it; the answers are `ToRunner`.
 */

/** Goes up with every change that a runner of before could not follow. Each side refuses another version than its own. */
export const RUNNER_PROTOCOL_VERSION = 4;

/** Items of a map, or the arguments of single calls. */
export type Payload =
  | { readonly form: "numbers"; readonly numbers: Float64Array }
  | { readonly form: "list"; readonly list: readonly unknown[] }
  /** Each element is a tuple of arguments. */
  | { readonly form: "tuples"; readonly list: readonly (readonly unknown[])[] };

export interface RetryRule {
  readonly maxRetries: number;
  readonly delayMs: number;
  readonly backoff: "constant" | "linear" | "exponential" | "geometric";
  readonly jitter?: "full" | "plus-minus";
  /** Of a geometric backoff: each delay is this many times the one before it, and at most `mostMs`. */
  readonly factor?: number;
  readonly mostMs?: number;
}

/** A limit of nodes at once, named by the span of the workflow that declared it. */
export interface Scope {
  readonly id: number;
  readonly limit: number;
  /** Not declared by the program: the run's default, which does not hold for pools. */
  readonly soft: boolean;
}

/** What the scheduler needs to know of a task; everything else stays with the function. */
export interface CallOptions {
  readonly retry?: RetryRule;
  readonly timeoutMs?: number;
  readonly environment?: { readonly name: string; readonly replicas: number; readonly concurrency: number };
  readonly concurrency: number;
  readonly minSuccessRatio: number;
  /** Undefined: the setting of the run. */
  readonly chunkSize: number | "auto" | "python" | undefined;
  /** Keep running what is left after a failure (failurePolicy "finishRunnable"). */
  readonly finishRunnable: boolean;
  /** Deliver each chunk as it comes, not only at the end; and null for a failure that is allowed. */
  readonly stream: boolean;
}

/** What is called where: the same for all calls of a name from one call expression of one caller; lib/runner/host/identity.ts. */
export interface CallPlace {
  /** Digest of the caller, the call expression and the name called. */
  readonly base: number;
  /** How many equal calls (with equal arguments) the caller had made from there before. */
  readonly ordinal: number;
}

export interface RefusedItem {
  readonly index: number;
  /** What cannot be sent, where, and what to send instead. */
  readonly problem: string;
}

export interface CallMessage {
  readonly type: "call";
  /** Span id; items of a map have `id + 1 + i`. */
  readonly id: number;
  readonly parent: number;
  readonly task: string;
  /** Index into KINDS of what one call or item is. */
  readonly kind: number;
  readonly map: boolean;
  readonly payload: Payload;
  readonly options: CallOptions;
  /** Index into STRATEGIES. */
  readonly strategy: number;
  readonly scopes: readonly Scope[];
  readonly depth: number;
  /** Digest that identifies the call, the same under every strategy. */
  readonly path: number;
  /** What is called from where, and how many equal calls were made before. Without it results are not kept for another run. */
  readonly place?: CallPlace;
  /** Digests of the items, or of the one call's arguments; left out where the payload is numbers. */
  readonly digests?: ArrayLike<number>;
  /** Names from the root, for errors. */
  readonly trail: readonly string[];
  /** Chunk whose body made the call; 0 for the entry's thread. */
  readonly chunk: number;
  readonly issued: number;
  readonly keys?: readonly string[];
  /** Items that cannot cross: they fail instead of running. */
  readonly refused?: readonly RefusedItem[] | undefined;
  /** Cache keys, one an item, if the task is cached. */
  readonly cacheKeys?: readonly string[];
  /** Cache keys of the calls around it. */
  readonly computing?: readonly string[] | undefined;
  readonly bytes: number;
}

/** A body with a timeout is about to run. */
export interface BodyEntered {
  readonly type: "entered";
  readonly span: number;
  /** Chunk that it is part of; 0 for the entry's thread. */
  readonly chunk: number;
  readonly task: string;
  readonly timeoutMs: number;
  /** Names from the root. */
  readonly trail: readonly string[];
}

export type FromRunner =
  /** First: its worker runs, and loads its program. */
  | { readonly type: "started"; readonly protocol: number }
  | CallMessage
  /** Single calls that were made one right after the other: the first, and what differs from it in the others. */
  | { readonly type: "calls"; readonly calls: readonly Partial<CallMessage>[] }
  /** Of the chunks of a train: what came of some, and which have not been started and are given back. */
  | {
      readonly type: "train";
      readonly outcomes: PackedOutcomes;
      readonly unstarted: readonly number[];
    }
  | BodyEntered
  /** It is over; in the driver: it has returned, if only a promise. */
  | { readonly type: "left"; readonly span: number }
  /**
   * A declared limit that the thread has counted alone is shared from now on: calls under it run elsewhere. `used`: bodies of the
   * thread that have a place under it.
   */
  | { readonly type: "share"; readonly scope: Scope; readonly used: number }
  /** An inline body needs a place under shared limits. The answer is `granted`. */
  | {
      readonly type: "take";
      readonly req: number;
      readonly scopes: readonly Scope[];
      readonly depth: number;
      readonly resumes: boolean;
    }
  /** An inline body gives its places up. `scopes`: ids. */
  | { readonly type: "free"; readonly scopes: readonly number[] }
  /** The body of a chunk waits for calls in its own thread: the chunk's places under declared limits are free. */
  | { readonly type: "lend"; readonly chunk: number }
  /** It goes on, and needs them again. The answer is `granted`. */
  | { readonly type: "recover"; readonly req: number; readonly chunk: number }
  /** Queued items of these calls are skipped. */
  | { readonly type: "cancel"; readonly calls: readonly number[] }
  /** As "cancel"; workers that run any of these calls are ended. `environment`: its kept workers that are idle are ended too. */
  | { readonly type: "stop"; readonly calls: readonly number[]; readonly environment?: string | undefined }
  | { readonly type: "flush"; readonly flush: Flush }
  /** Results of a chunk that runs (`Chunk.stream`), by their offset in it. */
  | {
      readonly type: "results";
      readonly chunk: number;
      readonly offsets: readonly number[];
      readonly values: readonly unknown[];
    }
  | { readonly type: "checkpoint"; readonly span: number; readonly key: string; readonly value: unknown }
  /** Without a hit, this worker computes the result and puts it, for this key and task. */
  | {
      readonly type: "cacheGet";
      readonly req: number;
      readonly key: string;
      readonly task: string;
      /** Chunk whose body asks: while it waits for the answer, it holds no slot. */
      readonly chunk: number;
    }
  | {
      readonly type: "cachePut";
      readonly key: string;
      readonly task: string;
      readonly ok: boolean;
      readonly value?: unknown;
    }
  | {
      readonly type: "queue";
      readonly req: number;
      readonly queue: string;
      /** Of the queue, for messages. */
      readonly name?: string | undefined;
      /** "size": the answer's value is how many items nobody has been given. */
      readonly op: "put" | "get" | "close" | "size";
      readonly value?: unknown;
      readonly chunk: number;
      /** The span that asks, and the name of its task. */
      readonly span: number;
      readonly task: string;
    }
  /**
   * What became of a get. "taken": its body has the item. "cancel": it no longer wants one. "leave": it lets go unless it was
   * given one already. The last two are answered as the get is, unless it was answered before.
   */
  | { readonly type: "get"; readonly req: number; readonly is: "taken" | "cancel" | "leave" }
  | WaitingReport
  | { readonly type: "process"; readonly call: CallMessage; readonly exported?: string | undefined }
  | LeaseReturned
  | { readonly type: "refused"; readonly what: string }
  /** What the program made to run in parallel runs inline, because this platform cannot suspend its language. */
  | { readonly type: "inline" }
  /** The worker ends. `reason`: why, in words for the user; left out if the program closed it. */
  | { readonly type: "closing"; readonly reason?: string };

/** What a thread waits for: it runs nothing at this moment. */
export interface WaitingReport {
  readonly type: "waiting";
  readonly req: number;
  /** Calls and requests so far: equal in two reports where nothing has gone on. */
  readonly steps: number;
  /** Timers that are to come: the program's own, and those of sleeps, timeouts and retries. */
  readonly timers: number;
  /** Bodies that wait for something of their own: no call, no item. */
  readonly own: number;
  readonly ownBodies: readonly { readonly span: number; readonly task: string }[];
  /** Maps with items that have not started, and how many of their items run in parallel. */
  readonly behind: readonly { readonly task: string; readonly count: number; readonly parallel: number }[];
}

export type ToRunner =
  /** Answer with what the thread waits for. */
  | { readonly type: "report"; readonly req: number }
  /** Results of consecutive items from `index`. */
  | { readonly type: "part"; readonly call: number; readonly index: number; readonly payload: Payload }
  | {
      readonly type: "settled";
      readonly call: number;
      /** The results that came last. */
      readonly part?: { readonly index: number; readonly payload: Payload };
      readonly error?: WireError;
      readonly nulls?: readonly number[];
    }
  /** Single calls have succeeded: the results, by their order. */
  | { readonly type: "succeeded"; readonly calls: readonly number[]; readonly values: readonly unknown[] }
  /** Several of them, in this order. */
  | { readonly type: "all"; readonly messages: readonly ToRunner[] }
  /** A train: chunks of single calls that are run one after the other, in one slot; the first, and what differs from it. Answered by `train`. */
  | { readonly type: "chunks"; readonly chunks: readonly Partial<Chunk>[] }
  /** Answers `take` and `recover`. */
  | { readonly type: "granted"; readonly req: number }
  /** What has not started of the chunk is not wanted any more: items, further attempts, calls of its bodies. */
  | { readonly type: "skip"; readonly chunk: number }
  | { readonly type: "cache"; readonly req: number; readonly hit: boolean; readonly value?: unknown }
  | {
      readonly type: "queue";
      readonly req: number;
      readonly ok: boolean;
      readonly value?: unknown;
      readonly error?: WireError | undefined;
    }
  | LeaseMessage;

export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly line?: number;
  readonly column?: number;
  readonly path?: readonly string[];
  readonly nonRecoverable?: boolean;
  /** What was thrown, as the language encodes it, for the caller that catches it. */
  readonly thrown?: unknown;
}

/** What has been recorded since the last one. */
export interface Flush {
  readonly batch?: SpanBatch;
  readonly notes?: readonly SpanNote[];
  readonly logs?: readonly LogLine[];
  /** Of the driver. */
  readonly results?: KeptResults | undefined;
}

/** Results that another run can reuse. */
export interface KeptResults {
  /** See `reuseNames` in lib/runner/host/identity.ts. */
  readonly names: Float64Array;
  readonly values: readonly unknown[];
}

/** What a runner knows of a strategy. It gets a list of them, by code, and imports none of the engine. */
export interface RunnerStrategy {
  /** Bodies run in their caller's thread. */
  readonly inline: boolean;
  /** Inline bodies in parallel in one thread; Infinity where only limits of workflows hold. */
  readonly inlineSlots: number;
  /** Limits of workflows hold for inline bodies. */
  readonly limited: boolean;
  /** A map's items cross in chunks, which a platform would start and bill as one op run each. */
  readonly chunked: boolean;
}

export interface RunnerInit {
  /** `RUNNER_PROTOCOL_VERSION` of the coordinator. */
  readonly protocol: number;
  /** 0 is the driver. */
  readonly worker: number;
  /** Start of the run, ms since the Unix epoch. */
  readonly epoch: number;
  readonly seed: number;
  /** Code of the trial's strategy. */
  readonly strategy: number;
  /** By code. */
  readonly strategies: readonly RunnerStrategy[];
  readonly maxParallelism: number;
  readonly workers: number;
  /** The program: its text, or where it is loaded from; what `LoadProgram` takes. */
  readonly code: string;
  /** Versions of cached tasks by name, from `Program.definitions`. */
  readonly versions: Readonly<Record<string, string>>;
  /** Results to be taken from an earlier run, by their names (driver and inline calls). */
  readonly prior: ReadonlyMap<number, unknown>;
  readonly cores: number;
}

export interface Chunk {
  readonly chunk: number;
  readonly task: string;
  /** An exported function instead of a task (Process). */
  readonly exported?: string;
  readonly kind: number;
  readonly payload: Payload;
  /** Span id of its first item. */
  readonly id: number;
  readonly parent: number;
  /** Index of its first item; -1 for a single call. */
  readonly index: number;
  readonly attempt: number;
  readonly strategy: number;
  /** Strategy of what its bodies call. */
  readonly inner: number;
  /** Items at once in this chunk. */
  readonly window: number;
  readonly scopes: readonly Scope[];
  readonly depth: number;
  readonly path: number;
  readonly trail: readonly string[];
  readonly issued: number;
  readonly dispatched: number;
  /** Items that cannot cross, by their offset in the chunk. */
  readonly refused?: readonly RefusedItem[] | undefined;
  readonly keys?: readonly string[];
  readonly timeoutMs?: number;
  /** Retried inside the chunk (hybrid). */
  readonly retry?: RetryRule;
  readonly bytes: number;
  readonly checkpoints?: ReadonlyMap<string, unknown>;
  readonly finishRunnable: boolean;
  /** After more final failures than this the rest of the chunk is not started. */
  readonly failuresAllowed: number;
  /** Cache keys of its item and of the calls around it. */
  readonly computing?: readonly string[] | undefined;
  /** Post results as they come, before the outcome, which has all of them. */
  readonly stream?: boolean;
}

export interface ChunkFailure {
  /** In the chunk; below `ran`, and one failure per item. */
  readonly offset: number;
  readonly attempt: number;
  readonly error: WireError;
  /** ms until its next attempt, 0 to ten years, where the failure itself asks for that instead of the task's policy. */
  readonly retryAfterMs?: number;
}

export interface ChunkOutcome extends Flush {
  /** One an item, `undefined` where it failed. */
  readonly payload: Payload;
  readonly failures: readonly ChunkFailure[];
  /** Items that were started; the rest of the chunk was not. */
  readonly ran: number;
  /** ms from the chunk's arrival to the end of its last item. */
  readonly ms: number;
  readonly bytes: number;
}

/** What came of a chunk of a train; without an outcome the runner itself failed. */
export interface TrainOutcome {
  readonly chunk: number;
  readonly outcome?: ChunkOutcome;
  readonly error?: string;
}

/** Outcomes as they cross: lib/runner/remote/train-outcomes.ts. */
export interface PackedOutcomes {
  /** The first, and what differs from it in the others. */
  readonly chunks: readonly Partial<PackedOutcome>[];
  /** The rows of all of them. */
  readonly batch?: SpanBatch | undefined;
}

interface PackedOutcome extends Omit<ChunkOutcome, "batch" | "payload"> {
  readonly chunk: number;
  readonly error?: string | undefined;
  /** Left out: it is a list of one `value`. */
  readonly payload?: Payload | undefined;
  readonly value: unknown;
  /** So many of the rows. */
  readonly rows: number;
}

export interface EntryOutcome extends Flush {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: WireError;
}

/** What an entry may give in a language whose values are not JavaScript's. */
export interface OutputWithRepr {
  readonly $fanout: "output";
  readonly value: unknown;
  /** The value as the language itself writes it. */
  readonly repr: string;
}

/** What the driver runs. */
export interface EntryRequest {
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Run this task with these arguments in place of the entry. */
  readonly only?: { readonly task: string; readonly given: string };
}

/** Driven by the coordinator through Comlink. */
export interface RunnerApi {
  /** Once its program is loaded; with the error if it failed. A runner loads it by itself, from what it is started with. */
  loaded(): Promise<WireError | null>;
  runEntry(request: EntryRequest): Promise<EntryOutcome>;
  runChunk(chunk: Chunk): Promise<ChunkOutcome>;
  /** Between two runs: until the next one begins, no code of the program runs. May be called again, to see that it answers. */
  rest(): Promise<void>;
  /** Another trial of the same program on the same warm worker, with all that it was started with but the program. */
  begin(init: RunnerInit): Promise<void>;
}
