import { chunkSize } from "../scheduler/chunking";
import type { Strategy } from "./strategy";

/** A pool of kept workers, which take chunks of items. Its size limits it, not the run's default `maxParallelism`. */
export const pooled: Strategy = {
  name: "pooled",
  runs: "pool",
  slots: ({ workers, concurrency }) => ({ workers, perWorker: concurrency }),
  limits: "declared",
  // A dynamic task would keep the other items of its chunk waiting.
  itemsPerMessage: (map) => (map.rule === "auto" && map.isDynamicTask ? 1 : chunkSize(map.rule, map)),
  insideMessage: undefined,
  retries: "scheduler",
  opRun: "map",
};
