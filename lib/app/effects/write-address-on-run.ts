import { writeAddress } from "../documents/write-address";
import type { PlaygroundState, PlaygroundStore } from "../store/store";
import type { PageServices } from "./services";

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
