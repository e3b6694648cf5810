import { toHistory } from "../run/history-run";
import { startCostOf } from "../run/long-run";
import type { Run } from "../run/run";
import type { PlaygroundState } from "../store/store";
import { finishedRun } from "./finished-run";
import type { Effect, PageServices } from "./services";

/** Keeps every run that the user started in the history, when the page has nothing better to do. */
export const keepHistory: Effect<Pick<PageServices, "storage">> = (store, { storage }) => {
  let stopped = false;
  const keep = async (run: Run): Promise<void> => {
    const [{ history }] = await Promise.all([storage(), idleTime()]);
    if (stopped) return;
    await history.add(await toHistory(run));
    store.getState().historyChanged();
  };
  const update = (state: PlaygroundState, before?: PlaygroundState): void => {
    const run = finishedRun(state, before);
    if (run !== undefined && !run.automatic) void keep(run);
  };
  // A run may have ended before this was loaded.
  update(store.getState());
  const stop = store.subscribe(update);
  return () => {
    stopped = true;
    stop();
  };
};

function idleTime(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === "function") requestIdleCallback(() => resolve(), { timeout: 2_000 });
    else setTimeout(resolve, 200);
  });
}

/** Keeps what starting a worker costs on this machine, to warn before a run that starts many. */
export const keepStartCost: Effect<unknown> = (store) => {
  return store.subscribe((state, before) => {
    const run = finishedRun(state, before);
    const startMs = run && startCostOf(run.report);
    if (startMs !== undefined) state.setStartMs(startMs);
  });
};
