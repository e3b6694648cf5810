import type { PreferenceStore } from "@/lib/storage/preferences";
import { NO_ASSUMPTIONS } from "../store/assumptions";
import type { PlaygroundState } from "../store/store";
import type { Effect } from "./services";

interface Services {
  storage(): Promise<{ readonly preferences: Pick<PreferenceStore, "get" | "change"> }>;
}

export const keepAssumptions: Effect<Services> = (store, { storage }) => {
  let isRead = false;
  const update = (state: PlaygroundState, before = state): void => {
    const run = state.runs[state.activeRunId ?? ""];
    if (!isRead && run !== undefined && !run.reportOnly) {
      isRead = true;
      void storage().then(({ preferences }) => {
        // What was typed in the meantime is newer.
        if (store.getState().assumptions === NO_ASSUMPTIONS)
          store.getState().assume(preferences.get().assumptions);
      });
    }
    const { assumptions } = state;
    if (assumptions === before.assumptions) return;
    void storage().then(({ preferences }) => preferences.change({ assumptions }));
  };
  update(store.getState());
  return store.subscribe(update);
};
