import { writeAddress } from "../documents/write-address";
import type { Effect, PageServices } from "./services";

/** Numbers are typed: the address follows when nobody has typed for so long, ms. */
const DELAY_MS = 300;

/** Keeps "Your numbers" in the address, so that it can be copied and a reload loses nothing. */
export const writeAddressOnNumbers: Effect<Pick<PageServices, "address" | "cores">> = (store, services) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = store.subscribe(({ ownNumbers, tab, documentId }, before) => {
    if (ownNumbers === before.ownNumbers || tab !== "scale" || documentId !== before.documentId) return;
    clearTimeout(timer);
    timer = setTimeout(() => void writeAddress(store, services), DELAY_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
};
