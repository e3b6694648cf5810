import { writeAddress } from "../documents/write-address";
import type { PlaygroundState } from "../store/store";
import type { Effect, PageServices } from "./services";

export const writeAddressOnRun: Effect<Pick<PageServices, "address" | "cores">> = (store, services) => {
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
};
