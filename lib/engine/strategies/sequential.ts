import type { Strategy } from "./strategy";

/** A plain loop: one body at a time, in one thread. */
export const sequential: Strategy = {
  name: "sequential",
  runs: "inline",
  slots: () => ({ workers: 0, perWorker: 1 }),
  limits: "none",
  itemsPerMessage: ({ remaining }) => remaining,
  insideMessage: undefined,
  retries: "in place",
  opRun: "workflow",
};
