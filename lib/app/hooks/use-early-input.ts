import { useLayoutEffect } from "react";
import { flushSync } from "react-dom";
import { usePlayground } from "./use-playground";

/** Delivers what was pressed before the program was open, as soon as everything on the page shows that program. */
export function useEarlyInput(): void {
  const opened = usePlayground((state) => state.opened);
  useLayoutEffect(() => {
    if (!opened) return;
    // After this effect, because nothing can be flushed inside one; two presses may be about the same state.
    queueMicrotask(() => window.deliverEarlyInput?.(() => flushSync(() => undefined)));
  }, [opened]);
}
