import type { STRATEGIES } from "@/lib/model/strategy";
import type { WireError } from "@/lib/protocol/runner";
import type { RecordingTick } from "./recording";

/** What one run is to do; `RunRequest` of the wire with its maps made. */
export interface TrialPlan {
  readonly code: string;
  readonly hash: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly strategy: (typeof STRATEGIES)[number];
  /** Its tasks bring pools of their own, so the run's own pool is started only when something needs it. */
  readonly hasEnvironments: boolean;
  readonly workers: number;
  readonly concurrency: number;
  readonly maxParallelism: number;
  readonly start: "cold" | "warm";
  readonly chunk: number | "auto" | "python";
  readonly seed: number;
  readonly timeoutMs: number;
  readonly cache: readonly { readonly key: string; readonly task: string; readonly value: unknown }[];
  readonly prior: ReadonlyMap<number, unknown>;
  readonly only?: { readonly task: string; readonly args: readonly unknown[] };
}

export interface TrialTick extends RecordingTick {
  readonly time: number;
  readonly done: number;
  readonly total: number;
}

export interface TrialEnd {
  readonly status: "succeeded" | "failed" | "cancelled";
  readonly wallMs: number;
  readonly output: unknown;
  readonly error?: WireError;
  readonly cache: readonly { readonly key: string; readonly task: string; readonly value: unknown }[];
  readonly results: readonly { readonly path: number; readonly value: unknown }[];
  readonly refused: readonly string[];
}
