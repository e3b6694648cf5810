/** From a page to its service worker: keep the editor's files too, because this page loaded them before you were there. */
export interface KeepEditorMessage {
  readonly type: "fanout:keep-editor";
}
