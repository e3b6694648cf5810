import type { PageServices } from "../effects/services";
import type { PlaygroundStore } from "../store/store";
import { openedDraft } from "./draft-document";
import { leaveDocument } from "./leave-document";

export async function openDraft(store: PlaygroundStore, services: PageServices, id: string): Promise<void> {
  const open = store.getState().beginOpening();
  // What is on the screen now is saved first.
  const [{ drafts }] = await Promise.all([services.storage(), services.draftKeeper()]);
  const draft = await drafts.get(id);
  if (draft === undefined) return;
  const notices = store.getState().draft?.id === id ? [] : await leaveDocument(store, services);
  const opened = openedDraft(draft, services.cores);
  open(opened.document, opened.origin, { ...opened, notices });
}

/** @param name empty: the program's own name again */
export async function renameDraft(
  store: PlaygroundStore,
  services: PageServices,
  id: string,
  name: string,
): Promise<void> {
  await (await services.draftKeeper()).rename(id, name);
  store.getState().draftsChanged();
}

export async function duplicateDraft(
  store: PlaygroundStore,
  services: PageServices,
  id: string,
): Promise<void> {
  const [{ drafts }, keeper] = await Promise.all([services.storage(), services.draftKeeper()]);
  // With what was typed a moment ago.
  await keeper.flush();
  await drafts.duplicate(id);
  store.getState().draftsChanged();
}

/** It can be brought back for 30 days. */
export async function deleteDraft(store: PlaygroundStore, services: PageServices, id: string): Promise<void> {
  const [{ drafts }, keeper] = await Promise.all([services.storage(), services.draftKeeper()]);
  // What was typed a moment ago is deleted with it, and comes back with it.
  await keeper.flush();
  await drafts.delete(id);
  if (store.getState().draft?.id === id) store.getState().setDraft(undefined);
  store.getState().draftsChanged();
}

/** Makes a program that somebody else wrote the user's own. */
export async function adoptDocument(store: PlaygroundStore, services: PageServices): Promise<void> {
  const keeper = await services.draftKeeper();
  await keeper.adopt();
  store.getState().notify({
    id: "adopted",
    tone: "info",
    title: "Saved as your draft",
    text: "Results of its cached tasks are now kept between visits.",
  });
}

export async function restoreDraft(
  store: PlaygroundStore,
  services: PageServices,
  id: string,
): Promise<void> {
  const { drafts } = await services.storage();
  await drafts.restore(id);
  store.getState().draftsChanged();
}
