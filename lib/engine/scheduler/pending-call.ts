import { KINDS } from "@/lib/model/kind";
import type { CallMessage, Payload } from "@/lib/protocol/calls";
import type { SpanBatch } from "@/lib/protocol/rows";
import type { WireError } from "@/lib/protocol/wire-error";
import { payloadLength } from "@/lib/runner/remote/payload";
import { allowedFailures } from "@/lib/sdk/policy/success";
import { strategyOf } from "../strategies";
import type { Strategy } from "../strategies/strategy";
import type { EngineWorker } from "../workers/worker";

const PROCESS = KINDS.indexOf("process");

/** An item that is sent alone: a retry, an item of a lost worker, or the rest of a map with reused results. */
export interface SingleItem {
  readonly index: number;
  readonly attempt: number;
}

/** A call under way: the items of a map, or the one of a single call, and how far they are. */
export class PendingCall {
  readonly n: number;
  readonly strategy: Strategy;
  /** Index of the first item that has not been sent. */
  next = 0;
  /** Items to be sent one by one, before `next`. */
  readonly singles: SingleItem[] = [];
  /** Retries that wait for their delay, and cache answers that are awaited. */
  waiting = 0;
  /** Retries that wait for their delay: each fails instead as its last attempt did. */
  readonly delayed = new Set<() => void>();
  /** Chunks under way. */
  inflight = 0;
  settledItems = 0;
  readonly failures: { readonly index: number; readonly error: WireError }[] = [];
  readonly allowed: number;
  /** Nothing further is sent: it failed beyond what is allowed, or was cancelled. */
  closed = false;
  cancelled = false;
  settled = false;
  /** In the ready queue of its pool, or parked at a limit. */
  queued = false;
  /** Rows of a single call, until it is delivered. */
  readonly held: SpanBatch[] = [];
  /** The results that came last: they go with the message that it has settled. */
  lastPart: { readonly index: number; readonly payload: Payload } | undefined;
  /** The state that the page last received. */
  announced: "nothing" | "issued" | "dispatched" = "nothing";
  dispatched = Number.NaN;
  /** Id of the worker that got it last; -1 before. */
  worker = -1;
  /** The exported function that a process runs, if it is not a task. */
  exported: string | undefined;
  /** Attempts, by item, lost with a worker while sharing a chunk: they use up no retry. */
  readonly forgiven = new Map<number, number>();
  readonly checkpoints = new Map<number, Map<string, unknown>>();

  constructor(
    readonly call: CallMessage,
    readonly caller: EngineWorker,
  ) {
    this.n = payloadLength(call.payload);
    this.strategy = strategyOf(call.strategy);
    this.allowed = call.map ? allowedFailures(this.n, call.options.minSuccessRatio) : 0;
  }

  /** A worker that the program starts by hand, whatever the strategy. */
  get isProcess(): boolean {
    return this.call.kind === PROCESS;
  }

  /** Span id of its first item. */
  get firstItem(): number {
    return this.call.map ? this.call.id + 1 : this.call.id;
  }

  /** A message of it runs its items in parallel in one thread, each with its retries (hybrid). */
  get runsItemsInside(): boolean {
    return this.call.map && this.strategy.insideMessage !== undefined;
  }

  /** The trial's default `maxParallelism` does not hold. */
  get declaredLimitsOnly(): boolean {
    return this.strategy.limits === "declared";
  }

  get hasPending(): boolean {
    return !this.closed && (this.singles.length > 0 || this.next < this.n);
  }

  get windowFull(): boolean {
    const window = this.call.options.concurrency;
    return window > 0 && this.inflight >= window;
  }

  get failed(): boolean {
    return this.failures.length > this.allowed;
  }

  /** Nothing of it runs or can still run. */
  get finished(): boolean {
    return this.inflight === 0 && this.waiting === 0 && (this.closed || this.settledItems >= this.n);
  }
}
