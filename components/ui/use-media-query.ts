import { useSyncExternalStore } from "react";

/** @returns undefined until the page knows (in the exported HTML). */
export function useMediaQuery(query: string): boolean | undefined {
  return useSyncExternalStore<boolean | undefined>(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
    () => undefined,
  );
}

/** px under which panes stack. */
export const NARROW = "(max-width: 899px)";
/** Monaco is not for fingers, nor for narrow screens. */
export const PLAIN_EDITOR = "(pointer: coarse), (max-width: 899px)";
/** Where controls are 44 px high, as in app/globals.css. */
export const FINGERS = "(pointer: coarse) and (max-width: 899px)";
