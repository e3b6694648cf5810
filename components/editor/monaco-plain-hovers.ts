/** What shows comments of the program, which may be a stranger's. */
const DOCUMENTATION = ".monaco-hover, .suggest-details, .parameter-hints-widget";

const TYPES = ["click", "auxclick", "mousedown", "keydown"] as const;

/** Links in comments lead nowhere: they look like text (app/globals.css), and nothing that is pressed on them arrives. @returns ends it */
export function keepHoversPlain(): () => void {
  const stop = (event: Event): void => {
    const { target } = event;
    if (!(target instanceof Element) || target.closest("a")?.closest(DOCUMENTATION) == null) return;
    if (event instanceof KeyboardEvent && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
  };
  for (const type of TYPES) document.addEventListener(type, stop, true);
  return () => {
    for (const type of TYPES) document.removeEventListener(type, stop, true);
  };
}
