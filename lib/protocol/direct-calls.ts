import type { Scope } from "./calls";
import type { SpanNote } from "./rows";
import type { WireError } from "./wire-error";

/**
 * Direct calls: the coordinator leases the driver a slot of a kept worker, and the driver calls that worker over a port of
 * their own (docs/architecture.md, "Where a call goes"). `chunk` names the lease.
 */

/** From the coordinator. */
export type LeaseMessage =
  /** To the worker, once: its end of the port. */
  | { readonly type: "directCallPort"; readonly port: DirectCallPort }
  /** To the driver, which may now call that worker. The port comes with the first lease of a worker. */
  | {
      readonly type: "leaseGranted";
      readonly worker: number;
      readonly chunk: number;
      readonly strategy: number;
      readonly port?: DirectCallPort | undefined;
    }
  /** The slot is needed: return it as soon as no call is under way. */
  | { readonly type: "leaseRecalled"; readonly chunk: number }
  /** The worker is gone, and the call under way with it. */
  | {
      readonly type: "leaseRevoked";
      readonly chunk: number;
      /** Left out where the worker was ended for another body: the call under way is to be made again. */
      readonly error?: WireError | undefined;
    };

/** From the driver. `calls` were made during the lease. */
export interface LeaseReturned {
  readonly type: "leaseReturned";
  readonly chunk: number;
  readonly calls: number;
}

/** What is used of a MessagePort. */
export interface DirectCallPort {
  postMessage(message: DirectCall | DirectAnswer): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

/** What calls of one task from one body have in common. Sent with the first of them. */
export interface DirectCallShape {
  readonly name: string;
  readonly depth: number;
  /** Index into STRATEGIES. */
  readonly strategy: number;
  readonly scopes: readonly Scope[];
  readonly finishRunnable: boolean;
  readonly trail: readonly string[];
}

/**
 * From the driver: the number of the call's shape, its span id, … With a shape's first call comes the shape. A list, because
 * an object costs 2 µs more to clone, there and back; and untagged, because nothing else is sent that way.
 */
export type DirectCall = readonly [
  shape: number,
  id: number,
  path: number,
  chunk: number,
  args: readonly unknown[],
  define?: DirectCallShape,
];

/** From the worker, as above. `value` is the result, or a `WireError`; times are ms since the trial's start. */
export type DirectAnswer = readonly [
  id: number,
  ok: boolean,
  value: unknown,
  received: number,
  ended: number,
  bytes: number,
  /** What the driver records with the call's span. */
  note?: SpanNote,
];
