import { formatPlural } from "@/lib/base/format";
import type { RepairedList } from "@/lib/storage/storage";
import type { Notice } from "../store/slices/view-slice";
import type { Effect, PageServices } from "./services";

const LISTS: Readonly<Record<RepairedList["list"], string>> = {
  history: "earlier runs",
  results: "cached results",
};

function repairNotice(list: RepairedList["list"], why: RepairedList["why"]): Notice {
  const cause = why === "newer" ? "A newer version of Fanout wrote it" : "It is damaged";
  return {
    id: `repaired-${list}`,
    tone: "warning",
    title: `The list of ${LISTS[list]} could not be read`,
    text: `${cause}. It was left as it is, and a list was made of what is stored: nothing was deleted.`,
  };
}

const unreadableNotice = (count: number): Notice => ({
  id: "unreadable-drafts",
  tone: "warning",
  title: `${formatPlural(count, "draft")} cannot be read by this version of Fanout`,
  text: "They are kept. Open Drafts in the program menu to download them.",
});

/** Warns that drafts are lost with this tab: when storing fails, or if it never worked as soon as there is a draft. */
export const warnAboutStorage: Effect<Pick<PageServices, "storage">> = (store, { storage }) => {
  const stops: (() => void)[] = [];
  let stopped = false;
  const warn = (text: string): void =>
    store.getState().notify({ id: "storage", tone: "warning", title: "Not saved", text });

  void storage().then(({ problem, onProblem, onRepair, drafts }) => {
    if (stopped) return;
    stops.push(onRepair(({ list, why }) => store.getState().notify(repairNotice(list, why))));
    void drafts.listUnreadable().then((unreadable) => {
      if (!stopped && unreadable.length > 0) store.getState().notify(unreadableNotice(unreadable.length));
    });
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
