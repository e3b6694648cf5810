import type { Scope, WireError } from "./runner";

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
  | { readonly type: "leaseRevoked"; readonly chunk: number; readonly error: WireError };

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

/** From the driver. */
export interface DirectCall {
  readonly type: "call";
  /** Number of the call's shape. */
  readonly shape: number;
  /** Span id. */
  readonly id: number;
  readonly path: number;
  readonly chunk: number;
  readonly args: readonly unknown[];
  /** The shape, with its first call. */
  readonly define?: DirectCallShape;
}

/** From the worker. Times are ms since the trial's start. */
export interface DirectAnswer {
  readonly type: "answer";
  /** Span id of the call. */
  readonly id: number;
  readonly ok: boolean;
  /** The result, or a `WireError`. */
  readonly value: unknown;
  readonly received: number;
  readonly ended: number;
  readonly bytes: number;
}
