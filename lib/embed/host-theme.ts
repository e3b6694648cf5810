type Theme = "light" | "dark";

/** How documentation generators say it: Docusaurus, Furo, PyData, Material for MkDocs, Bootstrap, GitHub. */
const ATTRIBUTES = ["data-theme", "data-bs-theme", "data-md-color-scheme", "data-color-mode", "data-mode"];
const WORDS: Readonly<Record<string, Theme>> = {
  dark: "dark",
  slate: "dark",
  night: "dark",
  light: "light",
  default: "light",
};

const system = (): MediaQueryList => matchMedia("(prefers-color-scheme: dark)");

/** The theme of the page around an element: what it says, or else what it looks like, or else the system's. */
export function hostTheme(element: Element): Theme {
  for (const root of [document.documentElement, document.body]) {
    for (const name of ATTRIBUTES) {
      const theme = WORDS[root?.getAttribute(name) ?? ""];
      if (theme) return theme;
    }
    for (const theme of ["dark", "light"] as const) {
      if (root?.classList.contains(theme) || root?.classList.contains(`theme-${theme}`)) return theme;
    }
  }
  return background(element) ?? (system().matches ? "dark" : "light");
}

/** By the nearest background that covers what is behind it. */
function background(element: Element): Theme | undefined {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = getComputedStyle(at)
      .backgroundColor.match(/^rgba?\((.+)\)$/)?.[1]
      ?.split(/[\s,/]+/)
      .map(Number) ?? [0, 0, 0, 0];
    if (alpha > 0.5) return 0.3 * red + 0.6 * green + 0.1 * blue < 128 ? "dark" : "light";
  }
  return undefined;
}

/** Calls back whenever the page's theme may have changed. @returns a function that ends it */
export function watchHostTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  for (const root of [document.documentElement, document.body]) {
    if (root)
      observer.observe(root, { attributes: true, attributeFilter: ["class", "style", ...ATTRIBUTES] });
  }
  const query = system();
  query.addEventListener("change", changed);
  // A background that fades has its new color only then.
  document.addEventListener("transitionend", changed);
  return () => {
    observer.disconnect();
    query.removeEventListener("change", changed);
    document.removeEventListener("transitionend", changed);
  };
}
