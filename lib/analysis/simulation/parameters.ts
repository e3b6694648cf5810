import type { ChunkRule } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";

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
