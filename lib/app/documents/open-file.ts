import type { PageServices } from "../effects/services";
import type { PlaygroundStore } from "../store/store";
import { hintAtDrafts } from "./boot-preferences";
import { openedDraft } from "./draft-document";
import { isTraceFile } from "./file-name";
import { leaveDocument } from "./leave-document";
import { readProgramFile } from "./program-file";

/** Opens a file that was chosen or dropped: a program as a new draft, a trace file as a run. Shows why where that is impossible. */
export async function openFile(store: PlaygroundStore, services: PageServices, file: File): Promise<void> {
  const open = store.getState().beginOpening();
  const [{ drafts }, notices] = await Promise.all([services.storage(), leaveDocument(store, services)]);
  if (isTraceFile(file.name)) {
    const { openTraceFile } = await import("./open-trace-file");
    return openTraceFile(store, open, file, notices);
  }
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
  open(document, { kind: "file", name: file.name }, { draft, notices });
  hintAtDrafts();
  store.getState().draftsChanged();
}
