import { startCostOf } from "../run/long-run";
import { finishedRun } from "./finished-run";
import type { Effect } from "./services";

/** Keeps what starting a worker costs on this machine, to warn before a run that starts many. */
export const keepStartCost: Effect<unknown> = (store) => {
  return store.subscribe((state, before) => {
    const run = finishedRun(state, before);
    const startMs = run && startCostOf(run.report);
    if (startMs !== undefined) state.setStartMs(startMs);
  });
};
