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
