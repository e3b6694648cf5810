import { useSyncExternalStore } from "react";
import type { Theme } from "@/lib/app/theme/palette";

const themeNow = (): Theme => (document.documentElement.dataset.theme === "dark" ? "dark" : "light");

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

export function useTheme(): Theme {
  return useSyncExternalStore(watch, themeNow, () => "light");
}
