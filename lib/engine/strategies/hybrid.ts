import { chunkSize } from "../scheduler/chunking";
import type { Strategy } from "./strategy";

/** Dynamic op runs outside, one event loop inside: a fresh worker for each chunk, whose items run in parallel in it. */
export const hybrid: Strategy = {
  name: "hybrid",
  runs: "fresh",
  slots: ({ workers }) => ({ workers, perWorker: 1 }),
  limits: "all",
  itemsPerMessage: (map) => (map.rule === "auto" ? Math.ceil(map.n / map.slots) : chunkSize(map.rule, map)),
  insideMessage: "async",
  retries: "in place",
  opRun: "message",
};
