import type { TipName } from "@/lib/model/tips";

/** Marks an element for the page's one tooltip (`TooltipLayer`). The element keeps its own accessible name. */
export interface Tip {
  readonly "data-tip": string;
  readonly "data-tip-keys"?: string;
}

/** @param keys a shortcut as `Kbd` takes it, such as "Mod+Enter". */
export function tip(text: string, keys?: string): Tip {
  return keys === undefined ? { "data-tip": text } : { "data-tip": text, "data-tip-keys": keys };
}

/** @param name of a text that is loaded with the first tooltip: it costs the page nothing before */
export const namedTip = (name: TipName, keys?: string): Tip => tip(`#${name}`, keys);
