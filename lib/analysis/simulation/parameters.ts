import type { ChunkRule } from "@/lib/model/settings";

/** Under which circumstances a run is carried out again. Times in ms. */
export interface SimulationParameters {
  /** Lanes of the run's own pool, and op runs at once. */
  readonly workers: number;
  readonly concurrency: number;
  /** Bound of op runs at once besides `workers`. */
  readonly maxParallelism: number;
  /** For maps whose chunks did not show a rule of their own. */
  readonly chunk: ChunkRule;
  /** For all maps, whatever they showed. */
  readonly chunkOfAll?: ChunkRule;
  /** Start of the i-th of n workers. */
  readonly spawnMs: (i: number, n: number) => number;
  readonly thereMs: (bytes: number) => number;
  readonly backMs: (bytes: number) => number;
  readonly perItemMs: number;
  readonly perDispatchMs: number;
  /** What an item's body takes instead of what it took. */
  readonly itemMs: (measured: number) => number;
  /** Carries out all remote calls by this strategy. */
  readonly strategy?: "dynamic" | "pooled" | "hybrid";
  /** Pools are there from the start. */
  readonly warm: boolean;
}
