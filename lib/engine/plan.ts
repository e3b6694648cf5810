import type { Settings } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import type { CacheEntry, Stall } from "@/lib/protocol/page";
import type { EntryRequest } from "@/lib/protocol/runner";
import type { StartedAhead } from "@/lib/protocol/sandbox";
import type { WireError } from "@/lib/protocol/wire-error";
import type { RecordingTick } from "./recording";
import type { NamedResult } from "./results";

/** What one trial is to do; `TrialRequest` of the wire with its maps made. */
export interface TrialPlan
  extends Pick<
      Settings,
      "workers" | "concurrency" | "maxParallelism" | "start" | "chunk" | "seed" | "timeoutMs"
    >,
    EntryRequest {
  readonly code: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly strategy: StrategyName;
  /** Its tasks bring pools of their own, so the run's own pool is started only when something needs it. */
  readonly hasEnvironments: boolean;
  readonly cache: readonly CacheEntry[];
  /** Results of an earlier run, by name. */
  readonly prior: ReadonlyMap<number, unknown>;
  readonly bounds: TrialBounds;
  /** A worker that can be the driver's was started before. */
  readonly ahead?: StartedAhead | undefined;
  /** Whether there are ticks of what was recorded; without, only how the trial ends is told. */
  readonly records: boolean;
}

/** Bounds that depend on whether a trial is measured or simulated; lib/model/limits.ts has both. */
export interface TrialBounds {
  /** Workers alive, the driver not among them. */
  readonly workers: number;
  readonly spans: number;
  /** ms between two ticks of what was recorded; Infinity: only at the end. */
  readonly tickMs: number;
}

export interface TrialTick extends RecordingTick {
  /** ms since the trial's start. */
  readonly time: number;
  /** Calls and items that have settled, and those known of. */
  readonly done: number;
  readonly total: number;
  /** What calls wait for while nothing goes on; null once things go on again. Undefined: as before. */
  readonly stall?: Stall | null | undefined;
}

export interface TrialEnd {
  readonly status: "succeeded" | "failed" | "cancelled";
  readonly wallMs: number;
  /** ms of it in which the driver's worker was started before the trial. */
  readonly aheadMs: number;
  readonly output: unknown;
  readonly error?: WireError;
  readonly cache: readonly CacheEntry[];
  /** Of a trial that did not succeed: what did, by path. */
  readonly results: readonly NamedResult[];
  /** What the sandbox refused the program, by name. */
  readonly refused: readonly string[];
  /** What the program made to run in parallel ran one after the other, because the platform cannot suspend its language. */
  readonly inline: boolean;
}
