import type { ChunkRule } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import type { ChunkState } from "../scheduler/chunking";

/** Settings of a trial that determine a strategy's slots. */
export interface SlotSettings {
  /** Workers of the run's pool, and fresh workers in parallel. */
  readonly workers: number;
  /** Bodies in parallel in each worker of a pool. */
  readonly concurrency: number;
}

/** Bodies that run in parallel: `workers` of them, `perWorker` in each. With 0 workers they run in their caller's thread. */
export interface Slots {
  readonly workers: number;
  readonly perWorker: number;
}

/** A map of which the next message is about to be filled. */
export interface MapState extends ChunkState {
  /** The map's own rule, else the setting of the run. */
  readonly rule: ChunkRule;
  /** Its items are dynamic tasks: each one fans out itself. */
  readonly isDynamicTask: boolean;
}

/**
 * One way to run calls, described completely: the engine, the runner (by `runnerStrategies`), the simulator, the report and
 * the table in docs/architecture.md read it. A strategy is one file in this folder, one line in `index.ts`, its name in
 * `lib/model/strategy.ts` and its words in `lib/model/strategy-texts.ts`.
 */
export interface Strategy {
  readonly name: StrategyName;
  /** Where a body runs: in its caller's thread, in a fresh worker that ends with it, or in a pool's kept worker. */
  readonly runs: "inline" | "fresh" | "pool";
  readonly slots: (settings: SlotSettings) => Slots;
  /**
   * Which limits of workflows (`maxParallelism`) hold: those that the program declares ("declared"), the run's default too
   * ("all"), or none because there is one slot anyway.
   */
  readonly limits: "none" | "declared" | "all";
  /** Items in a map's next message, before it is capped at what remains. */
  readonly itemsPerMessage: (map: MapState) => number;
  /** The strategy inside a map's message, whose items then run in parallel in one thread. Undefined: this one. */
  readonly insideMessage: StrategyName | undefined;
  /** Who retries an item of a map: the thread that runs it, in place, or the scheduler, which may take another worker. */
  readonly retries: "in place" | "scheduler";
  /** What a platform would start and bill as one op run: each workflow run, item, map or message. A single call is always one. */
  readonly opRun: "workflow" | "item" | "map" | "message";
}
