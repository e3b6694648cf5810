import type { DirectPort, FromRunner, RunnerApi, RunnerInit, ToRunner } from "@/lib/protocol/runner";

/** A runner as the engine sees it. In a browser a worker behind Comlink, in tests an object in the same thread. */
export interface RunnerHandle {
  readonly api: RunnerApi;
  post(message: ToRunner, transfer: Transferable[]): void;
  /** Ends the worker at once. Calls that are under way never settle. */
  end(): void;
}

export interface RunnerEvents {
  message(message: FromRunner): void;
  /** The worker is gone, or closes itself. @param reason in words. */
  died(reason: string): void;
}

/** What the engine needs of the world. */
export interface Host {
  /** Starts a worker that loads its program at once. */
  start(init: RunnerInit, events: RunnerEvents): RunnerHandle;
  /** ms since the Unix epoch. */
  now(): number;
  readonly cores: number;
  /** Two ends of a channel between two runners; each is posted, and moved, to one of them. */
  channel(): readonly [DirectPort, DirectPort];
  /** Marks a value's buffers as to be moved, not copied, with the call it is an argument of. */
  transfer<T extends object>(value: T, list: Transferable[]): T;
}
