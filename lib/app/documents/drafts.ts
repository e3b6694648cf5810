import type { PageServices } from "../effects/services";
import type { PlaygroundStore } from "../store/store";
import { hintAtDrafts } from "./boot-preferences";
import { openedDraft } from "./draft-document";
import { readProgramFile } from "./program-file";

export async function openDraft(store: PlaygroundStore, services: PageServices, id: string): Promise<void> {
  // What is on the screen now is saved first.
  const [{ drafts }] = await Promise.all([services.storage(), services.draftKeeper()]);
  const draft = await drafts.get(id);
  if (draft === undefined) return;
  const opened = openedDraft(draft, services.cores);
  store.getState().openDocument(opened.document, opened.origin, opened);
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

export async function restoreDraft(
  store: PlaygroundStore,
  services: PageServices,
  id: string,
): Promise<void> {
  const { drafts } = await services.storage();
  await drafts.restore(id);
  store.getState().draftsChanged();
}

/** Opens a program from the disk as a new draft, or shows why that is impossible. */
export async function openFile(store: PlaygroundStore, services: PageServices, file: File): Promise<void> {
  const [{ drafts }] = await Promise.all([services.storage(), services.draftKeeper()]);
  const read = await readProgramFile(file);
  if (!read.ok) {
    return store.getState().notify({
      id: "file",
      tone: "error",
      title: "This file could not be opened",
      text: `${read.message} What was here is as it was.`,
    });
  }
  // Not only at the first edit: the page cannot read the file on the disk again.
  const { title, code, language } = read;
  const { settings } = store.getState();
  const { draft } = await drafts.create({ title, code, language, inputs: {}, settings });
  const { document } = openedDraft(draft, services.cores);
  store.getState().openDocument(document, { kind: "file", name: file.name }, { draft });
  hintAtDrafts();
  store.getState().draftsChanged();
}
