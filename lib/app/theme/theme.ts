import type { ThemeChoice } from "../store/slices/view-slice";
import type { Theme } from "./palette";

/** Key of the stored choice, which a script in the page's head reads before anything is painted. */
export const THEME_KEY = "fanout:theme";

/** Key of whether the line for a first visit was closed. */
export const WELCOME_KEY = "fanout:welcome";

export function themeOf(choice: ThemeChoice, systemIsDark: boolean): Theme {
  if (choice !== "system") return choice;
  return systemIsDark ? "dark" : "light";
}

/**
 * Runs in the head, as text, so that no page is painted in the wrong theme, or with a line that was closed. Storage may be shut (an embed in a sandbox);
 * then the system's theme it is. Whoever comes later reads `data-theme`.
 */
export const themeScript = `(()=>{let c="system";try{c=localStorage.getItem(${JSON.stringify(THEME_KEY)})||c;
if(localStorage.getItem(${JSON.stringify(WELCOME_KEY)}))document.documentElement.dataset.welcomed=""}catch{}
const d=c==="dark"||(c!=="light"&&matchMedia("(prefers-color-scheme: dark)").matches);
document.documentElement.dataset.theme=d?"dark":"light"})()`;
