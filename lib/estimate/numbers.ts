import type { PresetId } from "./preset-ids";

/**
 * How long something takes, ms. "spread" is uniform between `ms × (1 − share)` and `ms × (1 + share)`; "percentiles" is
 * lognormal, through its median and its 95th percentile.
 */
export type Duration =
  | { readonly kind: "fixed"; readonly ms: number }
  | { readonly kind: "spread"; readonly ms: number; readonly share: number }
  | { readonly kind: "percentiles"; readonly p50Ms: number; readonly p95Ms: number };

/** What is to be done. Shares are 0 … 1, bytes are of one item. */
export interface Work {
  readonly items: number;
  readonly item: Duration;
  /** Share of an item's time in which it waits; the rest computes. */
  readonly waits: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Share of attempts that fail, at their end. */
  readonly failures: number;
  /** Further attempts of an item that failed. */
  readonly retries: number;
  /** A step before the fan-out and one after it, ms; 0: none. */
  readonly beforeMs: number;
  readonly afterMs: number;
  /** Nested fan-outs that the items are spread over, each of them an op run; 1: none. */
  readonly groups: number;
}

/** What a worker costs where the work runs. */
export interface Place {
  /** Where the figures started from; they may have been edited since. */
  readonly preset: PresetId;
  /** Of one worker, alone on its host, until a body can begin. */
  readonly start: Duration;
  /** Share of a start, and of an end, that computes: it competes for the cores of a shared host. */
  readonly startCpu: number;
  /** From a body's end until the slot of its worker is free for another, ms. Only of workers that end with their body. */
  readonly endMs: number;
  /** One message, one way, ms: a call, a result. */
  readonly messageMs: number;
  /** On top of it, ms per byte. */
  readonly byteMs: number;
  /** Before the run begins, ms: queues and daemons. */
  readonly delayMs: number;
  /** The orchestrator's own time for each message, ms: one after the other, whatever the number of workers. */
  readonly dispatchMs: number;
  /** Do workers share one host's cores and memory, or does each have its own? */
  readonly hosts: "shared" | "separate";
  /** Cores of the shared host. */
  readonly cores: number;
  /** Most bodies in parallel that the platform allows; 0: any. */
  readonly limit: number;
  /** Memory of one worker, of one item in it, and of the host, bytes; 0: not counted. */
  readonly workerBytes: number;
  readonly itemBytes: number;
  readonly hostBytes: number;
  /** Of one worker, in any currency. */
  readonly pricePerHour: number;
}

/** "Your numbers": all that an estimate depends on. Plain data; `schema.ts` has the bounds, `link.ts` the form in links. */
export interface Numbers {
  readonly work: Work;
  readonly place: Place;
  readonly workers: number;
  /** Items per message of kept workers, and per worker of hybrid. "auto": as the engine does it. */
  readonly chunk: number | "auto";
  readonly seed: number;
}
