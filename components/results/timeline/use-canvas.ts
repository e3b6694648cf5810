import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { useSize } from "@/components/ui/use-size";

/**
 * A canvas as large as `frame`, sharp on any screen.
 * @param paint called at most once per frame, with a context in px of the page
 */
export function useCanvas(
  frame: RefObject<HTMLElement | null>,
  paint: (context: CanvasRenderingContext2D, width: number, height: number) => void,
) {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0, ratio: 1 });
  const latest = useRef<() => void>(() => undefined);
  const pending = useRef(0);

  useSize(
    frame,
    useCallback((element) => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize({ width, height, ratio: window.devicePixelRatio });
    }, []),
  );

  /** Draws once before the next frame, however often it is called. */
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
