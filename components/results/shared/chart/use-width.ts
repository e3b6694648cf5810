import { type RefObject, useCallback, useRef, useState } from "react";
import { useSize } from "@/components/ui/use-size";

/** px that an element has; 0 before it is laid out. */
export function useWidth<T extends HTMLElement>(): readonly [RefObject<T | null>, number] {
  const ref = useRef<T | null>(null);
  const [width, setWidth] = useState(0);
  useSize(
    ref,
    useCallback((element) => setWidth(element.clientWidth), []),
  );
  return [ref, width];
}
