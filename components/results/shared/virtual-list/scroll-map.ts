/**
 * The position in a list that may be taller than its scrolled element. Browsers stop at about 17 million pixels and paint
 * badly long before, so no element is taller than MAX_ELEMENT_HEIGHT. In taller lists the scrollbar is proportional, while
 * the wheel and keys still move by exact pixels.
 */
export const MAX_ELEMENT_HEIGHT = 1_000_000;

interface ScrollMap {
  /** Height of the scrolled element, px. */
  readonly spacer: number;
  /** Whether one scrolled pixel is one pixel of content. */
  readonly exact: boolean;
  /** @returns px of content above the view. */
  offsetOf(scrollTop: number): number;
  scrollTopOf(offset: number): number;
  clamp(offset: number): number;
}

/** @param content px of all rows. @param view px of the view. */
export function scrollMap(content: number, view: number): ScrollMap {
  const spacer = Math.min(content, MAX_ELEMENT_HEIGHT);
  const most = Math.max(0, content - view);
  const reach = Math.max(0, spacer - view);
  const exact = spacer === content;
  const factor = exact || reach === 0 ? 1 : most / reach;
  const clamp = (offset: number): number => Math.min(most, Math.max(0, offset));
  return {
    spacer,
    exact,
    clamp,
    offsetOf: (scrollTop) => clamp(scrollTop * factor),
    scrollTopOf: (offset) => clamp(offset) / factor,
  };
}

export interface Window {
  /** First row to draw. */
  readonly first: number;
  /** The row after the last to draw. */
  readonly last: number;
}

export function windowAt(
  offset: number,
  view: number,
  count: number,
  rowHeight: number,
  overscan: number,
): Window {
  const first = Math.max(0, Math.floor(offset / rowHeight) - overscan);
  return {
    first: Math.min(first, count),
    last: Math.min(count, Math.ceil((offset + view) / rowHeight) + overscan),
  };
}

/** The offset at which a row is in view, as near to `offset` as possible, or in the middle. */
export function offsetFor(
  row: number,
  offset: number,
  view: number,
  rowHeight: number,
  align: "nearest" | "center",
): number {
  const top = row * rowHeight;
  if (align === "center") return top - (view - rowHeight) / 2;
  if (top < offset) return top;
  return top + rowHeight > offset + view ? top + rowHeight - view : offset;
}
