/**
 * Heights for labels that would overlap: at least `gap` apart, in the same order, moved as little as possible, and
 * between `top` and `bottom` where they fit.
 */
export function spread(heights: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = heights
    .map((_, at) => at)
    .sort((a, b) => (heights[a] as number) - (heights[b] as number) || a - b);
  const placed = heights.map((height) => height);
  let least = top;
  for (const at of order) {
    placed[at] = Math.max(least, heights[at] as number);
    least = (placed[at] as number) + gap;
  }
  let most = bottom;
  for (const at of order.toReversed()) {
    if ((placed[at] as number) > most) placed[at] = most;
    most = (placed[at] as number) - gap;
  }
  return placed;
}
