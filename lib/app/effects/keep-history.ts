import { toHistory } from "../run/history-run";
import type { Run } from "../run/run";
import type { PlaygroundState } from "../store/store";
import { finishedRun } from "./finished-run";
import type { Effect, PageServices } from "./services";

/** Keeps every run that the user started in the history, when the page has nothing better to do. */
export const keepHistory: Effect<Pick<PageServices, "storage">> = (store, { storage }) => {
  let stopped = false;
  const keep = async (run: Run, own: boolean): Promise<void> => {
    const [{ history }] = await Promise.all([storage(), idleTime()]);
    if (stopped) return;
    await history.add({ ...(await toHistory(run)), own });
    store.getState().historyChanged();
  };
  const update = (state: PlaygroundState, before?: PlaygroundState): void => {
    const run = finishedRun(state, before);
    if (run !== undefined && !run.automatic) void keep(run, !state.foreign);
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
