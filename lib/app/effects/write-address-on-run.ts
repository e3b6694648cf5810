import { writeAddress } from "../documents/write-address";
import type { PlaygroundState, PlaygroundStore } from "../store/store";
import type { PageServices } from "./services";

/** Notes in the tab's history which draft holds the document, so that a reload finds the newest text. */
export function bindDraftToAddress(
  store: PlaygroundStore,
  { address }: Pick<PageServices, "address">,
): () => void {
  const update = ({ draft }: PlaygroundState): void => address.setDraft(draft?.id);
  update(store.getState());
  return store.subscribe(update);
}

export function writeAddressOnRun(
  store: PlaygroundStore,
  services: Pick<PageServices, "address" | "cores">,
): () => void {
  const update = (state: PlaygroundState, before?: PlaygroundState): void => {
    const isStarted =
      before === undefined
        ? state.phase !== "idle"
        : state.phase === "starting" && before.phase !== "starting";
    const isShared = state.dialog === "share" && before?.dialog !== "share";
    if ((isStarted && !state.automatic) || isShared) void writeAddress(store, services);
  };
  update(store.getState());
  return store.subscribe(update);
}
