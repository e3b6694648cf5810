import { type RefObject, useLayoutEffect, useState } from "react";

/** The element of a ref, also after it was replaced by another one, as behind an empty list. */
export function useElement<T extends HTMLElement>(ref: RefObject<T | null>): T | null {
  const [element, setElement] = useState<T | null>(null);
  // Without dependencies: any rendering may have mounted another one.
  useLayoutEffect(() => setElement(ref.current));
  return element;
}

/** Calls `measure` with the element before the first paint, and whenever its size changes. @param measure always the same function */
export function useSize(ref: RefObject<HTMLElement | null>, measure: (element: HTMLElement) => void): void {
  const element = useElement(ref);
  useLayoutEffect(() => {
    if (!element) return;
    measure(element);
    const observer = new ResizeObserver(() => measure(element));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, measure]);
}
