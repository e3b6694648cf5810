import type { PlaygroundStore } from "../store/store";
import type { PageServices } from "./services";

/** Notes in the tab's history which draft holds the document, so that a reload finds the newest text. */
export function bindDraftToAddress(
  store: PlaygroundStore,
  { address }: Pick<PageServices, "address">,
): () => void {
  return store.subscribe(({ draft, documentId }, before) => {
    if (draft?.id !== before.draft?.id || documentId !== before.documentId) address.setDraft(draft?.id);
  });
}
