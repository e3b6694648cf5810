import type { PreferenceStore } from "@/lib/storage/preferences";
import { type Assumptions, NO_ASSUMPTIONS } from "../store/assumptions";
import type { PlaygroundState } from "../store/store";
import type { Effect } from "./services";

interface Services {
  storage(): Promise<{ readonly preferences: Pick<PreferenceStore, "get" | "change"> }>;
}

type StoredAssumptions = ReturnType<PreferenceStore["get"]>["assumptions"];

/** Preferences keep the name that the start of a worker had when they were first stored. */
const toStored = ({ pricePerOpRun, platforms }: Assumptions): StoredAssumptions => ({
  pricePerOpRun,
  platforms: mapValues(platforms, ({ startMs, transferMs }) => ({ spawnMs: startMs, transferMs })),
});
const fromStored = ({ pricePerOpRun, platforms }: StoredAssumptions): Assumptions => ({
  pricePerOpRun,
  platforms: mapValues(platforms, ({ spawnMs, transferMs }) => ({ startMs: spawnMs, transferMs })),
});
const mapValues = <A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

export const keepAssumptions: Effect<Services> = (store, { storage }) => {
  let isRead = false;
  const update = (state: PlaygroundState, before = state): void => {
    const run = state.runs[state.activeRunId ?? ""];
    if (!isRead && run !== undefined && !run.reportOnly) {
      isRead = true;
      void storage().then(({ preferences }) => {
        // What was typed in the meantime is newer.
        if (store.getState().assumptions === NO_ASSUMPTIONS)
          store.getState().assume(fromStored(preferences.get().assumptions));
      });
    }
    const { assumptions } = state;
    if (assumptions === before.assumptions) return;
    void storage().then(({ preferences }) => preferences.change({ assumptions: toStored(assumptions) }));
  };
  update(store.getState());
  return store.subscribe(update);
};
