import type { Layout } from "@/lib/analysis/layout/timeline-layout";
import { firstIndex } from "@/lib/base/first-index";
import { toX, type View } from "./view";

/** px: narrower marks share a box, which shows the longest of them. */
export const BOX_MIN_WIDTH = 2;

const firstAfter = ({ offsets, reach }: Layout, track: number, time: number): number =>
  firstIndex(
    offsets[track] as number,
    offsets[track + 1] as number,
    (mark) => (reach[mark] as number) > time,
  );

/**
 * The boxes to draw for a track, from left to right: wide marks as they are, others in boxes of 2 px that show the longest.
 * So there are at most half as many boxes as pixels, plus the wide ones.
 *
 * @param emit mark, px from the left, px wide, and the masked flags of all marks in its box
 * @param flags by row of the trace; `mask` selects some of their bits
 */
export function eachBox(
  layout: Layout,
  track: number,
  view: View,
  width: number,
  emit: (mark: number, x: number, wide: number, flags: number) => void,
  flags?: Uint8Array,
  mask = 0,
): void {
  const until = view.start + view.range;
  const last = layout.offsets[track + 1] as number;
  let bucket = Number.NaN;
  let best = -1;
  let longest = -1;
  let flagged = 0;
  for (let mark = firstAfter(layout, track, view.start); mark < last; mark += 1) {
    const start = layout.start[mark] as number;
    if (start > until) break;
    const end = layout.end[mark] as number;
    if (end < view.start) continue;
    const flag = flags === undefined ? 0 : (flags[layout.rows[mark] as number] as number) & mask;
    const x = toX(view, start, width);
    const wide = ((end - start) / view.range) * width;
    if (wide >= BOX_MIN_WIDTH) {
      const left = Math.max(-BOX_MIN_WIDTH, x);
      emit(mark, left, Math.min(width + BOX_MIN_WIDTH, x + wide) - left, flag);
      continue;
    }
    const own = Math.floor(x / BOX_MIN_WIDTH);
    if (own !== bucket) {
      if (best >= 0) emit(best, bucket * BOX_MIN_WIDTH, BOX_MIN_WIDTH, flagged);
      bucket = own;
      best = mark;
      longest = end - start;
      flagged = flag;
      continue;
    }
    flagged |= flag;
    if (end - start > longest) {
      best = mark;
      longest = end - start;
    }
  }
  if (best >= 0) emit(best, bucket * BOX_MIN_WIDTH, BOX_MIN_WIDTH, flagged);
}

export function markAt(layout: Layout, track: number, time: number, slack: number): number {
  if (track < 0 || track >= layout.tracks) return -1;
  const last = layout.offsets[track + 1] as number;
  let best = -1;
  let nearest = slack;
  for (
    let mark = firstAfter(layout, track, time - slack);
    mark < last && (layout.start[mark] as number) <= time + slack;
    mark += 1
  ) {
    const before = (layout.start[mark] as number) - time;
    const after = time - (layout.end[mark] as number);
    const distance = Math.max(0, before, after);
    // A later mark at this time is drawn on top of an earlier one.
    if (distance <= nearest) {
      nearest = distance;
      best = mark;
    }
  }
  return best;
}

export function markOf(layout: Layout, row: number): number {
  const track = layout.trackOf[row] ?? -1;
  if (track < 0) return -1;
  const from = layout.offsets[track] as number;
  const at = layout.rows.subarray(from, layout.offsets[track + 1]).indexOf(row);
  return at < 0 ? -1 : from + at;
}

export type Direction = "left" | "right" | "up" | "down" | "first" | "last";

/** The mark to which an arrow key moves: along the track, or the nearest one of the next track that has any. -1 for none. */
export function step(layout: Layout, mark: number, direction: Direction): number {
  const row = layout.rows[mark];
  if (row === undefined) return layout.rows.length > 0 ? 0 : -1;
  const track = layout.trackOf[row] as number;
  const from = layout.offsets[track] as number;
  const to = layout.offsets[track + 1] as number;
  switch (direction) {
    case "left":
      return mark > from ? mark - 1 : -1;
    case "right":
      return mark + 1 < to ? mark + 1 : -1;
    case "first":
      return from;
    case "last":
      return to - 1;
    case "up":
    case "down": {
      const middle = ((layout.start[mark] as number) + (layout.end[mark] as number)) / 2;
      const by = direction === "up" ? -1 : 1;
      for (let next = track + by; next >= 0 && next < layout.tracks; next += by) {
        const found = markAt(layout, next, middle, Number.MAX_VALUE);
        if (found >= 0) return nearestOf(layout, next, middle);
      }
      return -1;
    }
  }
}

function nearestOf(layout: Layout, track: number, time: number): number {
  const after = firstAfter(layout, track, time);
  const from = layout.offsets[track] as number;
  const to = layout.offsets[track + 1] as number;
  if (after >= to) return to - 1;
  if (after === from) return after;
  const gap = (layout.start[after] as number) - time;
  return gap <= 0 || gap <= time - (layout.end[after - 1] as number) ? after : after - 1;
}
