/** What the page's menus and dialogs ask for, loaded with the first of them. */
export { adoptDocument, deleteDraft, openDraft, restoreDraft } from "./drafts";
export { forgetDevice } from "./forget-device";
export { openExample } from "./open-example";
export { openFile } from "./open-file";
export { openRun } from "./open-run";
export { writeAddress } from "./write-address";
