import type { FromSandbox, TrialRequest } from "./page";
import type { RunnerInit } from "./runner";

/** Between the sandbox's document and its coordinator. Both are our own code; no user code can post on this channel. */
export type ToCoordinator =
  | { readonly type: "run"; readonly run: number; readonly request: TrialRequest }
  | { readonly type: "stop"; readonly run: number }
  | { readonly type: "died"; readonly lane: number; readonly reason: string };

export type FromCoordinator =
  | ({ readonly type: "start" } & ToRunnerWorker)
  | { readonly type: "end"; readonly lane: number }
  | { readonly type: "page"; readonly message: FromSandbox };

/** From the sandbox's document to a new runner. */
export interface ToRunnerWorker {
  readonly port: MessagePort;
  readonly init: RunnerInit;
}

/** A runner's first word, on the port of its lane: its worker runs. Its program is not loaded yet. */
export const UP = "up";
