import { publicUrl } from "./base-path";
import type { PlaygroundState } from "./store";

/** Opens the document, with the reader's edits, on the start page in a tab of its own. */
export async function openInFanout(state: PlaygroundState): Promise<void> {
  const { fragmentOf } = await import("./fragment-of");
  window.open(`${publicUrl("/")}#${fragmentOf(state, navigator.hardwareConcurrency)}`, "_blank", "noopener");
}
