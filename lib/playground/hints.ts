import type { ThemeChoice } from "./slices/view-slice";
import { THEME_KEY } from "./theme";

/**
 * Two words that the page needs before lib/storage has arrived: the theme, as lib/storage keeps it, and whether there is
 * a draft worth waiting for. Without them every first visit would load what only a second one needs.
 */
const DRAFTS_KEY = "fanout:drafts";

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage is shut: then there is nothing to be hinted at.
    return null;
  }
}

export function keptTheme(): ThemeChoice {
  const theme = read(THEME_KEY);
  return theme === "light" || theme === "dark" ? theme : "system";
}

export const hasDrafts = (): boolean => read(DRAFTS_KEY) !== null;

export function hintAtDrafts(): void {
  try {
    localStorage.setItem(DRAFTS_KEY, "1");
  } catch {
    // The draft is in memory then, and ends with the tab as well.
  }
}
