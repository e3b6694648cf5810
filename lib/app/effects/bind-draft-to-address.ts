import type { PlaygroundState } from "../store/store";
import type { Effect, PageServices } from "./services";

/** Notes in the tab's history which draft holds the document, so that a reload finds the newest text. */
export const bindDraftToAddress: Effect<Pick<PageServices, "address">> = (store, { address }) => {
  const update = ({ draft }: PlaygroundState): void => address.setDraft(draft?.id);
  update(store.getState());
  return store.subscribe(update);
};
