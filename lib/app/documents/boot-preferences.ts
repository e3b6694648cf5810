import type { ThemeChoice } from "../store/slices/view-slice";
import { THEME_KEY } from "../theme/theme";

/**
 * What the page needs before lib/storage has arrived: the theme, as lib/storage keeps it, where the splitter stands, and
 * whether there is a draft worth waiting for. Without these every first visit would load what only a second one needs.
 */
const DRAFTS_KEY = "fanout:drafts";
const SPLIT_KEY = "fanout:split";

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

/** Percent of the width that the program has. */
export function keptSplit(): number | undefined {
  const split = Number(read(SPLIT_KEY) ?? Number.NaN);
  return split >= 0 && split <= 100 ? split : undefined;
}

export const keepSplit = (percent: number): void => write(SPLIT_KEY, percent.toFixed(1));
export const hintAtDrafts = (): void => write(DRAFTS_KEY, "1");

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Then it ends with the tab, as drafts do.
  }
}
