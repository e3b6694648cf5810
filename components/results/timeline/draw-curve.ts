import { formatCount } from "@/lib/base/format";
import { AXIS, type Canvas, type Looks, lanesWidth } from "./canvas";
import { curveOf } from "./curve";
import { CURVE, type Placed } from "./scene";

export function drawCurve(canvas: Canvas, { chart, curveTop }: Placed, looks: Looks): void {
  const { context, gutter, palette } = canvas;
  const top = curveTop + AXIS - looks.scroll;
  const wide = Math.floor(lanesWidth(canvas));
  const { peak } = chart.concurrency;
  const most = Math.max(1, peak, chart.trace.workers);
  const yOf = (level: number): number => top + CURVE - 2 - (level / most) * (CURVE - 6);
  context.fillStyle = palette.compute;
  context.globalAlpha = 0.3;
  const columns = curveOf(chart.concurrency, looks.view, wide);
  const boxes: (readonly [x: number, level: number, wide: number])[] = [];
  for (let x = 0; x < wide; ) {
    const level = columns[x] as number;
    let to = x + 1;
    while (to < wide && columns[to] === level) to += 1;
    if (level > 0) boxes.push([x, level, to - x]);
    x = to;
  }
  for (const [x, level, long] of boxes) context.fillRect(gutter + x, yOf(level), long, yOf(0) - yOf(level));
  context.globalAlpha = 1;
  for (const [x, level, long] of boxes) context.fillRect(gutter + x, yOf(level) - 1, long, 1.5);
  context.fillStyle = palette["line-strong"];
  context.fillRect(gutter, yOf(0), wide, 1);
  context.fillStyle = palette.muted;
  const limit = Math.round(yOf(chart.trace.workers));
  for (let x = 0; x < wide; x += 8) context.fillRect(gutter + x, limit, 4, 1);
  context.textAlign = "right";
  context.fillText(
    `limit ${formatCount(chart.trace.workers)}`,
    gutter - 8,
    Math.max(top + 7, Math.min(limit, top + CURVE - 20)),
  );
  context.fillText(`peak ${formatCount(peak)}`, gutter - 8, top + CURVE - 8);
  context.textAlign = "left";
}
