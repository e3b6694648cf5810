import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useElement, useSize } from "@/components/ui/use-size";
import { offsetFor, scrollMap, windowAt } from "./scroll-map";

interface RowsOptions {
  readonly count: number;
  /** px; all rows have it. */
  readonly rowHeight: number;
  /** Rows drawn outside the view. Default 8. */
  readonly overscan?: number;
  /** px at the top that a header covers. Default 0. */
  readonly inset?: number;
  /** px at the bottom that something lies over: the last rows can be scrolled above it. Default 0. */
  readonly covered?: number;
}

export interface Rows {
  /** For the scrolled element. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Height of the element inside it, px. */
  readonly spacer: number;
  readonly first: number;
  readonly last: number;
  /** px from the spacer's top to the first drawn row. */
  readonly top: number;
  /** Complete rows in view, at least one: a page for PageUp and PageDown. */
  readonly page: number;
  scrollTo(row: number, align?: "nearest" | "center"): void;
}

/** px of a line, for wheels that scroll by lines. */
const WHEEL_LINE = 16;

export function useRows({ count, rowHeight, overscan = 8, inset = 0, covered = 0 }: RowsOptions): Rows {
  const scroller = useRef<HTMLDivElement | null>(null);
  const element = useElement(scroller);
  const [view, setView] = useState(0);
  const [position, setPosition] = useState({ offset: 0, scrollTop: 0 });
  const map = useMemo(() => scrollMap(count * rowHeight + covered, view), [count, rowHeight, covered, view]);
  /** What we set ourselves: the scroll event that follows is ignored. */
  const expected = useRef(-1);

  const moveTo = useCallback(
    (offset: number) => {
      const element = scroller.current;
      if (!element) return;
      const clamped = map.clamp(offset);
      element.scrollTop = map.scrollTopOf(clamped);
      expected.current = element.scrollTop;
      setPosition({ offset: clamped, scrollTop: element.scrollTop });
    },
    [map],
  );

  useSize(
    scroller,
    useCallback((element) => setView(Math.max(0, element.clientHeight - inset)), [inset]),
  );

  useLayoutEffect(() => {
    if (!element) return;
    const scroll = (): void => {
      const { scrollTop } = element;
      if (scrollTop === expected.current) return;
      expected.current = -1;
      setPosition({ offset: map.offsetOf(scrollTop), scrollTop });
    };
    element.addEventListener("scroll", scroll, { passive: true });
    return () => element.removeEventListener("scroll", scroll);
  }, [element, map]);

  // If a pixel of the scrollbar is many of the content, the wheel would jump.
  useLayoutEffect(() => {
    if (!element || map.exact) return;
    const wheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.deltaY === 0) return;
      const unit = event.deltaMode === 1 ? WHEEL_LINE : event.deltaMode === 2 ? view : 1;
      const next = map.clamp(position.offset + event.deltaY * unit);
      if (next === position.offset) return;
      event.preventDefault();
      moveTo(next);
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, [element, map, moveTo, position.offset, view]);

  const offset = map.clamp(position.offset);
  const { first, last } = windowAt(offset, view, count, rowHeight, overscan);
  const scrollTo = useCallback(
    (row: number, align: "nearest" | "center" = "nearest") => {
      // Read here, because this may be called before the first measurement.
      const whole = scroller.current ? scroller.current.clientHeight - inset : view;
      const room = Math.max(rowHeight, whole - covered);
      const next = offsetFor(row, offset, room, rowHeight, align);
      if (next !== offset) moveTo(next);
    },
    [moveTo, offset, rowHeight, view, inset, covered],
  );
  return {
    scroller,
    spacer: map.spacer,
    first,
    last,
    top: position.scrollTop - position.offset + first * rowHeight,
    page: Math.max(1, Math.floor((view - covered) / rowHeight) - 1),
    scrollTo,
  };
}
