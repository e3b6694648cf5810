/** Whether a page was hidden at some time since the watch began. */
export interface HiddenWatch {
  seen(): boolean;
  /** Ends the watch; what was seen stays. */
  end(): void;
}

/** Browsers slow the timers of a hidden page, and give it less of the processor. */
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
