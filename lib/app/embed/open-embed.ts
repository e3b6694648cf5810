import type { LoneView } from "@/lib/share/embed-options";
import type { View } from "@/lib/share/link-state";
import { readEmbedFragment } from "../documents/read-fragment";
import type { PlaygroundStore } from "../store/store";

export interface EmbedLook {
  readonly view: View | undefined;
  readonly readOnly: boolean;
  /** The frame tells its host how high it wants to be. */
  readonly sizesItself: boolean;
  /** One view of the results and nothing else. */
  readonly show: LoneView | undefined;
}

export async function openEmbed(
  store: PlaygroundStore,
  onLook: (look: EmbedLook) => void,
  disposal: AbortSignal,
): Promise<void> {
  const open = store.getState().beginOpening();
  const [{ link, theme, readonly, height, show }, { chooseOpening }] = await Promise.all([
    readEmbedFragment(location.hash),
    import("../documents/opening"),
  ]);
  const opening = await chooseOpening(link, async () => undefined, navigator.hardwareConcurrency);
  if (disposal.aborted) return;
  open(opening.document, opening.origin, show ? { ...opening, tab: show } : opening);
  store.getState().setTheme(theme === "auto" ? "system" : theme);
  onLook({
    view: link.ok ? link.state.view : undefined,
    readOnly: readonly,
    sizesItself: height === "auto",
    show,
  });
}
