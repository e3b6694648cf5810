import type { PreferenceStore } from "@/lib/storage/preferences";
import { NO_ASSUMPTIONS } from "../store/assumptions";
import type { PlaygroundStore } from "../store/store";

/**
 * Reads kept assumptions when there are results to which they apply, and keeps what is changed.
 * @returns ends it
 */
export function keepAssumptions(
  store: PlaygroundStore,
  open: () => Promise<Pick<PreferenceStore, "get" | "change">>,
): () => void {
  let read = false;
  return store.subscribe((state, before) => {
    if (!read && state.results !== undefined) {
      read = true;
      void open().then((preferences) => {
        // What was typed meanwhile is newer.
        if (store.getState().assumptions === NO_ASSUMPTIONS)
          store.setState({ assumptions: preferences.get().assumptions });
      });
    }
    if (state.assumptions === before.assumptions) return;
    void open().then((preferences) => preferences.change({ assumptions: state.assumptions }));
  });
}
