/** What the page's menus and dialogs ask for, loaded with the first of them. */
export { adoptDocument, deleteDraft, duplicateDraft, openDraft, renameDraft, restoreDraft } from "./drafts";
export { forgetDevice } from "./forget-device";
export { openNewProgram } from "./new-program";
export { openExample } from "./open-example";
export { openFiles } from "./open-file";
export { openRun } from "./open-run";
export { writeAddress } from "./write-address";
