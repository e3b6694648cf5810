import { startCostOf } from "../run/long-run";
import type { PlaygroundStore } from "../store/store";
import { finishedRun } from "./finished-run";

/** Keeps what starting a worker costs on this machine, to warn before a run that starts many. */
export function keepStartCost(store: PlaygroundStore): () => void {
  return store.subscribe((state, before) => {
    const run = finishedRun(state, before);
    const startMs = run && startCostOf(run.report);
    if (startMs !== undefined) state.setStartMs(startMs);
  });
}
