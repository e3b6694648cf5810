import type { TrialRequest } from "./page";
import type { RunnerInit } from "./runner";

/** Between the sandbox's document and its coordinator. Both are our own code; no user code can post on this channel. */
export type ToCoordinator =
  /** Runs a trial. All else about it goes over `port`, whose other end the page has. */
  | { readonly type: "run"; readonly request: TrialRequest; readonly port: MessagePort }
  | { readonly type: "died"; readonly worker: number; readonly reason: string };

export type FromCoordinator =
  | ({ readonly type: "start" } & ToRunnerWorker)
  | { readonly type: "end"; readonly worker: number }
  /** The trial is over. */
  | { readonly type: "ended" };

/** From the sandbox's document to a new runner. */
export interface ToRunnerWorker {
  readonly port: MessagePort;
  readonly init: RunnerInit;
}
