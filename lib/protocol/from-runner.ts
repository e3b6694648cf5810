import type { CallMessage, Scope } from "./calls";
import type { PackedOutcomes } from "./chunks";
import type { LeaseReturned } from "./direct-calls";
import type { Flush } from "./flush";

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
