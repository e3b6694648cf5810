import type { ThemeChoice } from "../store/slices/view-slice";
import type { PlaygroundStore } from "../store/store";
import { themeOf } from "../theme/theme";

/**
 * Keeps the page's root in the theme that was chosen, and follows the system where that was chosen.
 * @param save keeps a new choice.
 */
export function bindTheme(
  store: PlaygroundStore,
  save: (choice: ThemeChoice) => void = () => undefined,
): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = (): void => {
    const theme = themeOf(store.getState().theme, system.matches);
    document.documentElement.dataset.theme = theme;
    if (store.getState().shownTheme !== theme) store.getState().setShownTheme(theme);
  };
  apply();
  system.addEventListener("change", apply);
  const stop = store.subscribe((state, before) => {
    if (state.theme === before.theme) return;
    apply();
    save(state.theme);
  });
  return () => {
    stop();
    system.removeEventListener("change", apply);
  };
}
