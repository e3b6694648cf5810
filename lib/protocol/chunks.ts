import type { Payload, RefusedItem, RetryRule, Scope } from "./calls";
import type { Flush } from "./flush";
import type { SpanBatch } from "./rows";
import type { WireError } from "./wire-error";

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
