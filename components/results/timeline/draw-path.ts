import { type CriticalPath, PATH_PARTS } from "@/lib/analysis/time/critical-path";
import { AXIS, type Canvas, type Looks, lanesWidth } from "./canvas";
import type { Placed } from "./scene";
import { toX } from "./view";

/** The critical path: a line under its spans, vertical between lanes, dotted while it waits. */
export function drawPath(canvas: Canvas, placed: Placed, looks: Looks, path: CriticalPath): void {
  const { context, palette } = canvas;
  const width = lanesWidth(canvas);
  const { layout } = placed.chart;
  const until = looks.view.start + looks.view.range;
  let y = Number.NaN;
  let drawn = Number.NEGATIVE_INFINITY;
  context.fillStyle = palette.text;
  for (let piece = 0; piece < path.from.length; piece += 1) {
    const from = path.from[piece] as number;
    const to = path.to[piece] as number;
    const track = layout.trackOf[path.row[piece] as number] as number;
    const next = track >= 0 ? (placed.tops[track] as number) + AXIS - looks.scroll + placed.lane - 2 : y;
    const x = toX(looks.view, from, width);
    if (to < looks.view.start || from > until) {
      y = next;
      continue;
    }
    const right = Math.min(width, toX(looks.view, to, width));
    if (next !== y && !Number.isNaN(y))
      context.fillRect(x - 0.5, Math.min(y, next), 1.5, Math.abs(next - y) + 2);
    y = next;
    if (Number.isNaN(y) || right - drawn < 0.5) continue;
    drawn = right;
    if (PATH_PARTS[path.part[piece] as number] === "compute")
      context.fillRect(x, y, Math.max(1, right - x), 2.5);
    else
      for (let dot = Math.max(0, x); dot < right; dot += 5)
        context.fillRect(dot, y, Math.min(2.5, right - dot), 2.5);
  }
}
