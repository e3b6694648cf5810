import type { LinkState } from "@/lib/share/link-state";
import { publicUrl } from "../base-path";
import { recordOf } from "../run/run";
import { activeRunOf } from "../store/active-run";
import { isStale } from "../store/stale";
import type { PlaygroundState, PlaygroundStore } from "../store/store";

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
    const record = isStale(state) ? undefined : await recordIn(state);
    url = `${publicUrl("/")}#${fragmentOf(state, navigator.hardwareConcurrency, record)}`;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    state.notify({ id: "open", tone: "error", title: "Too large for a link", text: error.message });
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
    title: "This page blocks new tabs",
    text: copied ? "The link is copied. Paste it into a new tab." : `The link: ${url}`,
  });
}

/** An embed may show the record of a run, from its link or dropped on it. */
async function recordIn(state: PlaygroundState): Promise<Pick<LinkState, "record"> | undefined> {
  const run = activeRunOf(state);
  if (!run || !recordOf(run)) return undefined;
  const { sharedRecord } = await import("../documents/shared-record");
  return sharedRecord(run, false)?.link;
}
