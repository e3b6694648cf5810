import type { Strategy } from "./strategy";

/** One event loop: bodies that wait overlap, as many as the workflows' limits allow. */
export const async: Strategy = {
  name: "async",
  runs: "inline",
  slots: () => ({ workers: 0, perWorker: Number.POSITIVE_INFINITY }),
  limits: "all",
  itemsPerMessage: ({ remaining }) => remaining,
  insideMessage: undefined,
  retries: "in place",
  opRun: "workflow",
};
