import { themeOf } from "../theme/theme";
import type { Effect, PageServices } from "./services";

/** Sets the chosen theme on the page's root, follows the system if that was chosen, and stores the choice if there is a storage. */
export const bindTheme: Effect<Partial<Pick<PageServices, "storage">>> = (store, { storage }) => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = (): void => {
    const theme = themeOf(store.getState().theme, system.matches);
    document.documentElement.dataset.theme = theme;
    if (store.getState().shownTheme !== theme) store.getState().setShownTheme(theme);
  };
  apply();
  system.addEventListener("change", apply);
  const stop = store.subscribe(({ theme }, before) => {
    if (theme === before.theme) return;
    apply();
    void storage?.().then(({ preferences }) => preferences.change({ theme }));
  });
  return () => {
    stop();
    system.removeEventListener("change", apply);
  };
};
