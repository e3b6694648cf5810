import type { PlaygroundStore } from "../store/store";
import type { PageServices } from "./services";

/** Says that what is kept ends with this tab: when that happens, or from the start when there is a draft to lose. */
export function warnAboutStorage(
  store: PlaygroundStore,
  { storage }: Pick<PageServices, "storage">,
): () => void {
  const stops: (() => void)[] = [];
  let stopped = false;
  const warn = (text: string): void =>
    store.getState().notify({ id: "storage", tone: "warning", title: "Not kept beyond this tab", text });

  void storage().then(({ problem, onProblem }) => {
    if (stopped) return;
    stops.push(onProblem(({ message }) => warn(message)));
    if (problem === undefined) return;
    if (store.getState().draftChanges > 0) return warn(problem.message);
    const stopWaiting = store.subscribe((state, before) => {
      if (state.draftChanges === before.draftChanges) return;
      stopWaiting();
      warn(problem.message);
    });
    stops.push(stopWaiting);
  });
  return () => {
    stopped = true;
    for (const stop of stops) stop();
  };
}
