import type { Strategy } from "./strategy";

/** An op run for each call and item: a fresh worker that ends with it. */
export const dynamic: Strategy = {
  name: "dynamic",
  runs: "fresh",
  slots: ({ workers }) => ({ workers, perWorker: 1 }),
  limits: "all",
  itemsPerMessage: () => 1,
  insideMessage: undefined,
  retries: "scheduler",
  opRun: "item",
};
