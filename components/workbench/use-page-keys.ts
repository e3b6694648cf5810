import { useEffect } from "react";
import type { PlaygroundStore } from "@/lib/app/store/store";

/**
 * Keys that work everywhere on the page. Single keys are left to text fields.
 * @param dialogs false where there are none, as in an embed: their keys stay the browser's.
 */
export function usePageKeys(
  store: PlaygroundStore,
  { dialogs = true }: { readonly dialogs?: boolean } = {},
): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const state = store.getState();
      const command = event.ctrlKey || event.metaKey;
      if (command && event.key === "Enter") {
        event.preventDefault();
        void state.run();
      } else if (dialogs && command && event.key.toLowerCase() === "s" && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        state.openDialog("share");
      } else if (command || event.altKey || takesText(event.target) || state.dialog !== undefined) {
        return;
      } else if (dialogs && event.key === "?") {
        event.preventDefault();
        state.openDialog("keys");
      } else if (event.key === "Escape" && state.phase !== "idle") {
        state.stop();
      }
    };
    /** Before the editor, which would wait for a second key. */
    const find = (event: KeyboardEvent): void => {
      const command = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!dialogs || !command || event.key.toLowerCase() !== "k" || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      const { dialog, openDialog } = store.getState();
      openDialog(dialog === "palette" ? undefined : "palette");
    };
    document.addEventListener("keydown", press);
    document.addEventListener("keydown", find, { capture: true });
    return () => {
      document.removeEventListener("keydown", press);
      document.removeEventListener("keydown", find, { capture: true });
    };
  }, [store, dialogs]);
}

/** Monaco's field is a custom element, recognised by its role. */
const TEXT =
  "textarea, select, input:not([type=checkbox], [type=radio]), [role=textbox], [contenteditable=true]";

function takesText(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TEXT) !== null;
}
