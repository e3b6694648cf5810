import { publicUrl } from "../base-path";
import type { PlaygroundStore } from "../store/store";

/**
 * Opens the document, with the reader's edits, on the start page in a new tab.
 * @param copy puts text on the clipboard, for hosts that let no tab open. Resolves to whether it succeeded.
 */
export async function openInFanout(
  store: PlaygroundStore,
  copy: (text: string) => Promise<boolean>,
): Promise<void> {
  const { fragmentOf } = await import("../documents/fragment-of");
  const state = store.getState();
  let url: string;
  try {
    url = `${publicUrl("/")}#${fragmentOf(state, navigator.hardwareConcurrency)}`;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    state.notify({ id: "open", tone: "error", title: "Too much for a link", text: error.message });
    return;
  }
  // Not "noopener", which returns null for a tab that did open.
  const opened = window.open(url, "_blank");
  if (opened !== null) {
    opened.opener = null;
    return;
  }
  const copied = await copy(url);
  state.notify({
    id: "open",
    tone: "info",
    title: "This page lets no new tab open",
    text: copied ? "The link is on your clipboard: paste it into a tab of your own." : `The link: ${url}`,
  });
}
