import type { Chunk, ChunkOutcome } from "./chunks";
import type { Flush } from "./flush";
import type { WireError } from "./wire-error";

/**
 * Between the coordinator and a runner, on a port of their own. The coordinator calls `RunnerApi` through Comlink. A runner
 * posts `FromRunner`, because a Comlink object exposed to a stranger's code would let it call all that can be reached from
 * it; the answers are `ToRunner`.
 */

/** Goes up with every change that a runner of before could not follow. Each side refuses another version than its own. */
export const RUNNER_PROTOCOL_VERSION = 4;

/** What a runner knows of a strategy. It gets a list of them, by code, and imports none of the engine. */
export interface RunnerStrategy {
  /** Bodies run in their caller's thread. */
  readonly inline: boolean;
  /** Inline bodies in parallel in one thread; Infinity where only limits of workflows hold. */
  readonly inlineSlots: number;
  /** Limits of workflows hold for inline bodies. */
  readonly limited: boolean;
  /** A map's items cross in chunks, which a platform would start and bill as one op run each. */
  readonly chunked: boolean;
}

export interface RunnerInit {
  /** `RUNNER_PROTOCOL_VERSION` of the coordinator. */
  readonly protocol: number;
  /** 0 is the driver. */
  readonly worker: number;
  /** Start of the run, ms since the Unix epoch. */
  readonly epoch: number;
  readonly seed: number;
  /** Code of the trial's strategy. */
  readonly strategy: number;
  /** By code. */
  readonly strategies: readonly RunnerStrategy[];
  readonly maxParallelism: number;
  readonly workers: number;
  /** The program: its text, or where it is loaded from; what `LoadProgram` takes. */
  readonly code: string;
  /** Versions of cached tasks by name, from `Program.definitions`. */
  readonly versions: Readonly<Record<string, string>>;
  /** Results to be taken from an earlier run, by their names (driver and inline calls). */
  readonly prior: ReadonlyMap<number, unknown>;
  readonly cores: number;
}

export interface EntryOutcome extends Flush {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: WireError;
}

/** What an entry may give in a language whose values are not JavaScript's. */
export interface OutputWithRepr {
  readonly $fanout: "output";
  readonly value: unknown;
  /** The value as the language itself writes it. */
  readonly repr: string;
}

/** What the driver runs. */
export interface EntryRequest {
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Run this task with these arguments in place of the entry. */
  readonly only?: { readonly task: string; readonly given: string };
}

/** Driven by the coordinator through Comlink. */
export interface RunnerApi {
  /** Once its program is loaded; with the error if it failed. A runner loads it by itself, from what it is started with. */
  loaded(): Promise<WireError | null>;
  runEntry(request: EntryRequest): Promise<EntryOutcome>;
  runChunk(chunk: Chunk): Promise<ChunkOutcome>;
  /** Between two runs: until the next one begins, no code of the program runs. May be called again, to see that it answers. */
  rest(): Promise<void>;
  /** Another trial of the same program on the same warm worker, with all that it was started with but the program. */
  begin(init: RunnerInit): Promise<void>;
}
