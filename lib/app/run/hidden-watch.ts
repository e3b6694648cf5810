/** Whether a page was hidden at some time since the watch began. */
export type HiddenWatch = ReturnType<typeof watchHidden>;

/** Browsers slow the timers of a hidden page, and give it less of the processor. */
export function watchHidden(page: Pick<Document, "hidden" | "addEventListener" | "removeEventListener">) {
  let seen = page.hidden;
  const look = (): void => {
    seen ||= page.hidden;
  };
  page.addEventListener("visibilitychange", look);
  return {
    seen: (): boolean => seen,
    /** Ends the watch; what was seen stays. */
    end: (): void => page.removeEventListener("visibilitychange", look),
  };
}
