import type { Effect, PageServices } from "./services";

/** Warns that drafts are lost with this tab: when storing fails, or if it never worked as soon as there is a draft. */
export const warnAboutStorage: Effect<Pick<PageServices, "storage">> = (store, { storage }) => {
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
};
