import type { Concurrency } from "@/lib/analysis/time/concurrency";
import type { View } from "./view";

/** Most bodies in parallel in each pixel column. @param width whole px */
export function curveOf({ time, level }: Concurrency, view: View, width: number): Int32Array {
  const columns = new Int32Array(Math.max(0, width));
  if (time.length === 0 || width <= 0) return columns;
  const perPixel = view.range / width;
  let at = firstStep(time, view.start);
  let current = at > 0 ? (level[at - 1] as number) : 0;
  for (let x = 0; x < width; x += 1) {
    const until = view.start + (x + 1) * perPixel;
    let most = current;
    while (at < time.length && (time[at] as number) < until) {
      current = level[at] as number;
      if (current > most) most = current;
      at += 1;
    }
    columns[x] = most;
  }
  return columns;
}

/** First step after `moment`. */
function firstStep(time: Float64Array, moment: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((time[middle] as number) > moment) high = middle;
    else low = middle + 1;
  }
  return low;
}
