import type { Payload } from "./calls";
import type { Chunk } from "./chunks";
import type { LeaseMessage } from "./direct-calls";
import type { WireError } from "./wire-error";

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
