import type { PlaygroundStore } from "../store/store";
import type { Effect } from "./services";

export function onFirstRun(store: PlaygroundStore, load: () => Promise<Effect<unknown>>): () => void {
  let stop: (() => void) | undefined;
  let stopped = false;
  const stopWaiting = store.subscribe(async ({ phase }) => {
    if (phase === "idle") return;
    stopWaiting();
    const effect = await load();
    if (!stopped) stop = effect(store, undefined);
  });
  return () => {
    stopped = true;
    stopWaiting();
    stop?.();
  };
}
