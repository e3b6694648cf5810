import type { TrialRequest } from "./page";
import type { RunnerInit } from "./runner";

/** Between the sandbox's document and its coordinator. Both are our own code; no user code can post on this channel. */
export type ToCoordinator =
  /** Runs a trial. All else about it goes over `port`, whose other end the page has. */
  | {
      readonly type: "run";
      readonly request: TrialRequest;
      readonly port: MessagePort;
      /** A worker for the driver is there, or is being started. */
      readonly ahead?: StartedAhead | undefined;
    }
  | { readonly type: "died"; readonly worker: number; readonly reason: string };

export type FromCoordinator =
  /** `ahead`: in the worker that was started before the trial. */
  | ({ readonly type: "start"; readonly ahead: boolean } & ToRunnerWorker)
  | { readonly type: "end"; readonly worker: number }
  /** The trial is over. */
  | { readonly type: "ended" };

/** A worker that was started before the trial that uses it. */
export interface StartedAhead {
  /** When its start began, on `realClock`. */
  readonly since: number;
  /** How long its start took, ms. Undefined while it has not ended. */
  readonly tookMs: number | undefined;
}

/** From the sandbox's document to a new runner. */
export interface ToRunnerWorker {
  readonly port: MessagePort;
  readonly init: RunnerInit;
}
