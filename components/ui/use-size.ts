import { type RefObject, useLayoutEffect } from "react";

/** Calls `measure` with the element before the first paint, and whenever its size changes. @param measure always the same function */
export function useSize(ref: RefObject<HTMLElement | null>, measure: (element: HTMLElement) => void): void {
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    measure(element);
    const observer = new ResizeObserver(() => measure(element));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, measure]);
}
