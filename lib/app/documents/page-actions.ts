/** What the page's menus and dialogs ask for, loaded with the first of them. */
export { deleteDraft, openDraft, openFile, restoreDraft } from "./drafts";
export { openRun } from "./open-run";
export { writeAddress } from "./write-address";
