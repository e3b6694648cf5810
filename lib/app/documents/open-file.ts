import type { PageServices } from "../effects/services";
import type { PlaygroundStore } from "../store/store";
import { hintAtDrafts } from "./boot-preferences";
import { openedDraft } from "./draft-document";
import { beginsLikeRecord, isRecordName } from "./file-name";
import { leaveDocument } from "./leave-document";
import { readProgramFile } from "./program-file";

/** Of a file, to see what it is. */
const HEAD_BYTES = 2_048;

/**
 * Opens files that were chosen or dropped: a program as a new draft; a trace file, or a record of another tool in one or
 * more files, as a run. Shows why where that is impossible.
 */
export async function openFiles(
  store: PlaygroundStore,
  services: PageServices,
  files: readonly File[],
): Promise<void> {
  const [file] = files;
  if (!file) return;
  const open = store.getState().beginOpening();
  const [{ drafts }, notices] = await Promise.all([services.storage(), leaveDocument(store, services)]);
  if (files.length > 1 || (await isRecord(file))) {
    const { openRecords } = await import("./open-records");
    return openRecords(store, open, files, notices);
  }
  const read = await readProgramFile(file);
  if (!read.ok) {
    return store.getState().notify({
      id: "file",
      tone: "error",
      title: "Could not open the file",
      text: `${read.message} Your program is unchanged.`,
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

async function isRecord(file: File): Promise<boolean> {
  if (isRecordName(file.name)) return true;
  try {
    return beginsLikeRecord(file.name, new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  } catch {
    // A folder: reading it as a program says so.
    return false;
  }
}
