import { withLocalStorage } from "../local-storage";
import type { ThemeChoice } from "../store/slices/view-slice";
import { THEME_KEY, WELCOME_KEY } from "../theme/theme";

/**
 * What the page needs before lib/storage is loaded: the theme, as lib/storage stores it, the position of the splitter, whether
 * the inputs are folded, and whether there is a draft to wait for. Without these, a first visit would load what only a second one needs.
 */
const DRAFTS_KEY = "fanout:drafts";
const SPLIT_KEY = "fanout:split";
const INPUTS_KEY = "fanout:inputs";

const read = (key: string): string | null => withLocalStorage((store) => store.getItem(key)) ?? null;
const write = (key: string, value: string): void => withLocalStorage((store) => store.setItem(key, value));

export function keptTheme(): ThemeChoice {
  const theme = read(THEME_KEY);
  return theme === "light" || theme === "dark" ? theme : "system";
}

export const hasDrafts = (): boolean => read(DRAFTS_KEY) !== null;

/** Width of the program, percent. */
export function keptSplit(): number | undefined {
  const split = Number(read(SPLIT_KEY) ?? Number.NaN);
  return split >= 0 && split <= 100 ? split : undefined;
}

export const keepSplit = (percent: number): void => write(SPLIT_KEY, percent.toFixed(1));
/** Whether the form of the inputs is open. */
export const keptInputsOpen = (): boolean => read(INPUTS_KEY) !== "folded";
export const keepInputsOpen = (open: boolean): void => write(INPUTS_KEY, open ? "open" : "folded");

/** The line for a first visit is never shown again. */
export const closeWelcome = (): void => write(WELCOME_KEY, "closed");

export const hintAtDrafts = (): void => write(DRAFTS_KEY, "1");
