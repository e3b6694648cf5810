import type { RunHistory } from "@/lib/storage/history";
import { restoreRun, toPastRun } from "../run/stored-run";
import type { Results } from "../store/slices/run-slice";
import type { PlaygroundStore } from "../store/store";

/** Keeps a finished run, when the page has nothing better to do. */
export async function keepRun(store: PlaygroundStore, history: RunHistory, results: Results): Promise<void> {
  await leisure();
  const { id } = await history.add(await toPastRun(results));
  const kept = (await history.list()).find((run) => run.id === id);
  store.setState((state) => ({
    runsKept: state.runsKept + 1,
    ...(state.results === results && kept && { pastRun: { id, at: kept.at } }),
  }));
}

/** Puts an earlier run back on the screen: its code, its inputs, its settings and what it showed. */
export async function openRun(store: PlaygroundStore, history: RunHistory, id: string): Promise<boolean> {
  const run = await history.get(id);
  if (run === undefined) {
    store.getState().notify({
      id: "history",
      tone: "warning",
      title: "This run is gone",
      text: "It made room for newer ones, or another tab deleted it.",
    });
    return false;
  }
  const { document, results, recorded } = await restoreRun(run);
  store.getState().openDocument(document, { kind: "draft" });
  store.setState({ notices: [], results, recorded, pastRun: { id, at: run.at } });
  return true;
}

function leisure(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === "function") requestIdleCallback(() => resolve(), { timeout: 2_000 });
    else setTimeout(resolve, 200);
  });
}
