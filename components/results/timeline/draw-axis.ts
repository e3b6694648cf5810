import { ticksTo } from "../shared/chart/ticks";
import { AXIS, type Canvas, type Looks, lanesWidth } from "./canvas";
import { toX } from "./view";

function ticksIn(canvas: Canvas, { view, times }: Looks): readonly number[] {
  const count = Math.max(2, Math.floor(lanesWidth(canvas) / 110));
  const step = ticksTo(view.range, count, times.size)[1] ?? view.range;
  const first = Math.ceil(Math.max(0, view.start) / step);
  const ticks: number[] = [];
  for (let at = first; at * step <= view.start + view.range && ticks.length < 200; at += 1)
    ticks.push(at * step);
  return ticks;
}

export function drawGrid(canvas: Canvas, looks: Looks): void {
  const { context, height, gutter, palette } = canvas;
  context.fillStyle = palette.grid;
  for (const tick of ticksIn(canvas, looks)) {
    context.fillRect(gutter + Math.round(toX(looks.view, tick, lanesWidth(canvas))), AXIS, 1, height - AXIS);
  }
}

export function drawAxis(canvas: Canvas, looks: Looks): void {
  const { context, width, gutter, palette } = canvas;
  context.fillStyle = palette.subtle;
  context.fillRect(0, 0, width, AXIS);
  context.fillStyle = palette.line;
  context.fillRect(0, AXIS - 1, width, 1);
  context.fillStyle = palette.muted;
  context.textAlign = "left";
  context.fillText(looks.times.unit, 8, AXIS / 2);
  for (const tick of ticksIn(canvas, looks)) {
    const x = gutter + toX(looks.view, tick, lanesWidth(canvas));
    if (x > width - 24) continue;
    context.fillRect(Math.round(x), AXIS - 5, 1, 5);
    context.fillText(
      looks.times.formatTick(Number((tick / looks.times.size).toPrecision(9)) * looks.times.size),
      x + 4,
      AXIS / 2,
    );
  }
}
