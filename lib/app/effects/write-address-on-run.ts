import { writeAddress } from "../documents/write-address";
import type { PlaygroundStore } from "../store/store";
import type { PageServices } from "./services";

/** The address opens what was last run or shared. */
export function writeAddressOnRun(
  store: PlaygroundStore,
  services: Pick<PageServices, "address" | "cores">,
): () => void {
  return store.subscribe((state, before) => {
    const isStarted = state.phase === "starting" && before.phase === "idle" && !state.automatic;
    const isShared = state.dialog === "share" && before.dialog !== "share";
    if (isStarted || isShared) void writeAddress(store, services);
  });
}
