import { chunkSize } from "../scheduler/chunking";
import type { Strategy } from "./strategy";

/** A pool of kept workers, which take chunks of items. Its size limits it, not the run's default `maxParallelism`. */
export const pooled: Strategy = {
  name: "pooled",
  runs: "pool",
  slots: ({ workers, concurrency }) => ({ workers, perWorker: concurrency }),
  limits: "declared",
  // Whoever fans out itself would keep its neighbours in the chunk waiting.
  itemsPerMessage: (map) => (map.rule === "auto" && map.isDynamicTask ? 1 : chunkSize(map.rule, map)),
  insideMessage: undefined,
  retries: "scheduler",
  opRun: "map",
};
