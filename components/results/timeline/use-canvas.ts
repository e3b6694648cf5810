import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

interface Surface {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  /** px */
  readonly width: number;
  readonly height: number;
  /** Draws once before the next frame, however often it is called. */
  invalidate(): void;
}

/**
 * A canvas as large as `frame`, sharp on any screen.
 * @param paint called at most once per frame, with a context in px of the page
 */
export function useCanvas(
  frame: RefObject<HTMLElement | null>,
  paint: (context: CanvasRenderingContext2D, width: number, height: number) => void,
): Surface {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0, ratio: 1 });
  const latest = useRef<() => void>(() => undefined);
  const pending = useRef(0);

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = (): void =>
      setSize({ width: element.clientWidth, height: element.clientHeight, ratio: window.devicePixelRatio });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);

  const invalidate = useCallback(() => {
    if (pending.current === 0) {
      pending.current = requestAnimationFrame(() => {
        pending.current = 0;
        latest.current();
      });
    }
  }, []);

  useEffect(() => {
    latest.current = () => {
      const element = canvas.current;
      // Opaque, so the browser need not blend the canvas with what is under it.
      const context = element?.getContext("2d", { alpha: false });
      if (!element || !context) return;
      const { width, height, ratio } = size;
      const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
      if (element.width !== wide) element.width = wide;
      if (element.height !== high) element.height = high;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      paint(context, width, height);
    };
    invalidate();
  });
  useEffect(
    () => () => {
      cancelAnimationFrame(pending.current);
      pending.current = 0;
    },
    [],
  );
  return { canvas, width: size.width, height: size.height, invalidate };
}
