import type { Concurrency } from "@/lib/analysis/time/concurrency";
import { firstIndex } from "@/lib/base/first-index";
import type { View } from "./view";

/** Most bodies in parallel in each pixel column. @param width whole px */
export function curveOf({ time, level }: Concurrency, view: View, width: number): Int32Array {
  const columns = new Int32Array(Math.max(0, width));
  if (time.length === 0 || width <= 0) return columns;
  const perPixel = view.range / width;
  let at = firstIndex(0, time.length, (i) => (time[i] as number) > view.start);
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
