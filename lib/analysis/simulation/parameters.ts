import type { ChunkRule, Settings } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";

export interface SimulationSettings
  extends Pick<Settings, "workers" | "concurrency" | "maxParallelism" | "chunk"> {
  /** Of the machine: workers that start together share them. Left out, as many as it takes. */
  readonly cores?: number;
}

/** Past this share of the measured time a simulation is not to be trusted. */
export const TRUSTED_MAX_ERROR = 0.15;

/** What is to be different; what is left out stays as measured. Times in ms. */
export interface WhatIf {
  readonly workers?: number;
  readonly chunk?: Settings["chunk"];
  readonly strategy?: StrategyName;
  /** Start of one worker. */
  readonly startMs?: number;
  /** One way, for one message of any size. */
  readonly transferMs?: number;
  /** Each body takes this … */
  readonly itemMs?: number;
  /** … or this many times what it took. */
  readonly itemScale?: number;
  /**
   * Bodies took about this, all of them. What one took more or less is a late timer, which is not longer for longer bodies: it is added,
   * and not scaled up.
   */
  readonly typicalMs?: number;
}

/** Which edge of a band, or its middle. */
export type Quartile = "low" | "mid" | "high";

/** What a simulation takes for granted. Times in ms. */
export interface SimulationParameters {
  /** Workers of the run's own pool, and fresh workers in parallel. */
  readonly workers: number;
  readonly concurrency: number;
  /** Bound of fresh workers in parallel besides `workers`. */
  readonly maxParallelism: number;
  /** For maps whose chunks did not show a rule of their own. */
  readonly chunk: ChunkRule;
  /** For all maps, whatever they showed. */
  readonly chunkOfAll?: ChunkRule;
  /** Start of the i-th of n workers; n is 0 for fresh ones, which are not started together. */
  readonly startMs: (i: number, n: number) => number;
  /** One message to a worker, and one back. */
  readonly thereMs: (bytes: number) => number;
  readonly backMs: (bytes: number) => number;
  readonly perItemMs: number;
  readonly perDispatchMs: number;
  /** What an item's body takes instead of what it took. */
  readonly itemMs: (measured: number) => number;
  /** Runs all calls that went to workers under this strategy. */
  readonly strategy?: StrategyName;
  /** Pools are there from the start. */
  readonly warm: boolean;
}
