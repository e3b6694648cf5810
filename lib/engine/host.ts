import type { Clock } from "@/lib/base/clock";
import type { Chunk } from "@/lib/protocol/chunks";
import type { DirectCallPort } from "@/lib/protocol/direct-calls";
import type { Lane } from "@/lib/protocol/rows";
import type { EntryRequest, RunnerInit } from "@/lib/protocol/runner";
import type { ToRunner } from "@/lib/protocol/to-runner";
import type { WireError } from "@/lib/protocol/wire-error";

/** What a worker answers to a call. `value` comes from a stranger's code and is not validated yet. */
export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: unknown };

/** A worker as the engine sees it: in a browser one behind Comlink, in tests an object in the same thread, in the simulator a model. */
export interface WorkerHandle {
  /** Runs the program's entry. `done` is called once, unless the worker is gone before. */
  runEntry(request: EntryRequest, done: (answer: Answer) => void): void;
  /** @param moved buffers of the chunk that are moved, not copied. `done` as above. */
  runChunk(chunk: Chunk, moved: Transferable[], done: (answer: Answer) => void): void;
  /** Between two trials. `done` is called once, as soon as the worker answers. */
  rest(done: () => void): void;
  /** Another trial of the same program takes the worker over. @param init of that trial */
  begin(init: RunnerInit): void;
  post(message: ToRunner, moved: Transferable[]): void;
  /** Ends the worker. No events follow. */
  end(): void;
}

export interface WorkerEvents {
  /** Its program is loaded and it can take work, or loading failed. Once. */
  loaded(error: WireError | null): void;
  /** A message on its port. A stranger's code can post anything. */
  message(message: unknown): void;
  /** The worker is gone, or closes itself. @param reason in words. */
  died(reason: string): void;
}

/** What the engine needs from its environment. */
export interface Host extends Clock {
  readonly cores: number;
  /** Starts a worker, which loads its program immediately. @param label its pool, or the task that it is started for */
  start(init: RunnerInit, events: WorkerEvents, role: Lane["role"], label: string): WorkerHandle;
  /** Two ends of a channel between two workers; each is transferred to one of them. Undefined: no direct calls. */
  channel?(): readonly [DirectCallPort, DirectCallPort];
}
