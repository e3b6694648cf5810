/** Whether a page was out of sight since the watch began. */
export interface HiddenWatch {
  seen(): boolean;
  /** Ends the watch; what was seen stays. */
  end(): void;
}

/** Browsers slow the timers of a page that nobody sees, and give it less of the processor. */
export function watchHidden(
  page: Pick<Document, "hidden" | "addEventListener" | "removeEventListener">,
): HiddenWatch {
  let seen = page.hidden;
  const look = (): void => {
    seen ||= page.hidden;
  };
  page.addEventListener("visibilitychange", look);
  return { seen: () => seen, end: () => page.removeEventListener("visibilitychange", look) };
}
