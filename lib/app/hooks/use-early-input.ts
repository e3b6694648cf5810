import { useLayoutEffect } from "react";
import { usePlayground } from "./use-playground";

/** Delivers what was pressed before the program was open, as soon as everything on the page shows that program. */
export function useEarlyInput(): void {
  const opened = usePlayground((state) => state.opened);
  useLayoutEffect(() => {
    if (opened) window.deliverEarlyInput?.();
  }, [opened]);
}
