import { capitalize, formatDuration } from "@/lib/base/format";
import { STRATEGIES } from "@/lib/model/strategy";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";
import {
  AXIS,
  type Canvas,
  eachInterval,
  FONT,
  LABELLED_MIN_WIDTH,
  LETTER_WIDTH,
  type Looks,
  lanesWidth,
} from "./canvas";
import { drawAxis, drawGrid } from "./draw-axis";
import { drawCurve } from "./draw-curve";
import { drawPath } from "./draw-path";
import { drawTrack } from "./draw-track";
import { markOf } from "./marks";
import { HEADER, type Placed, type Scene, tracksBetween } from "./scene";
import { toX } from "./view";

/** Draws everything in view. Its cost depends on the pixels and the spans in view, not on the trial. */
export function drawScene(canvas: Canvas, scene: Scene, looks: Looks): void {
  const { context, width, height, palette } = canvas;
  context.font = FONT;
  context.textBaseline = "middle";
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, width, height);
  drawGrid(canvas, looks);
  for (const placed of scene.placed) {
    const top = placed.top - looks.scroll + AXIS;
    if (top > height || placed.bottom - looks.scroll + AXIS < AXIS) continue;
    drawChart(canvas, placed, looks);
  }
  if (looks.range) drawRange(canvas, looks, looks.range);
  if (looks.until !== undefined) drawPlayhead(canvas, looks, looks.until);
  drawAxis(canvas, looks);
}

/** The sign of a strategy, 14 px high, in the color of the text. */
function drawStrategy(context: CanvasRenderingContext2D, sign: string, x: number, y: number): void {
  context.save();
  context.translate(x, y);
  context.scale(0.875, 0.875);
  context.strokeStyle = context.fillStyle;
  context.lineWidth = 1.4;
  context.lineJoin = "round";
  context.lineCap = "round";
  context.stroke(new Path2D(sign));
  context.restore();
}

function drawPlayhead(canvas: Canvas, { view }: Looks, until: number): void {
  const { context, gutter, height, palette } = canvas;
  context.fillStyle = palette.accent;
  context.fillRect(gutter + Math.round(toX(view, until, lanesWidth(canvas))) - 1, AXIS, 2, height - AXIS);
}

/** A selected range: its ground in the axis, and its two edges over the lanes. */
function drawRange(canvas: Canvas, { view }: Looks, { from, to }: NonNullable<Looks["range"]>): void {
  const { context, gutter, height, palette } = canvas;
  const width = lanesWidth(canvas);
  const left = Math.max(0, toX(view, from, width));
  const right = Math.min(width, toX(view, to, width));
  if (right < 0 || left > width) return;
  context.fillStyle = palette.accent;
  context.globalAlpha = 0.12;
  context.fillRect(gutter + left, AXIS, right - left, height - AXIS);
  context.globalAlpha = 1;
  for (const x of [left, right]) context.fillRect(gutter + Math.round(x), AXIS, 1, height - AXIS);
}

/** px of the lanes, up to the moment until which they are drawn. */
function drawnWidth(canvas: Canvas, { view, until }: Looks): number {
  const width = lanesWidth(canvas);
  return until === undefined ? width : Math.min(width, Math.max(0, toX(view, until, width)));
}

function drawChart(canvas: Canvas, placed: Placed, looks: Looks): void {
  const { context, height, gutter, palette } = canvas;
  const { chart } = placed;
  const offset = AXIS - looks.scroll;
  context.textAlign = "left";
  context.fillStyle = palette.text;
  const heading =
    looks.headingOf?.(chart.key) ?? `${capitalize(chart.label)}, ${formatDuration(chart.trace.wallMs)}`;
  const strategy = chart.trace.record ? undefined : STRATEGIES[chart.trace.strategy[0] ?? -1];
  if (strategy) drawStrategy(context, STRATEGY_TEXTS[strategy].sign, 8, placed.top + offset + HEADER / 2 - 7);
  context.fillText(heading, strategy ? 27 : 8, placed.top + offset + HEADER / 2);
  const drawn = drawnWidth(canvas, looks);
  context.save();
  context.beginPath();
  context.rect(0, 0, gutter + drawn, height);
  context.clip();
  if (placed.curve > 0) drawCurve(canvas, placed, looks);
  context.restore();

  const [first, last] = tracksBetween(placed, looks.scroll, looks.scroll + height - AXIS);
  context.save();
  context.beginPath();
  context.rect(gutter, AXIS, drawn, height - AXIS);
  context.clip();
  context.translate(gutter, 0);
  drawBands(canvas, placed, looks, first, last);
  for (let track = first; track < last; track += 1) drawTrack(canvas, placed, looks, track);
  const path = looks.paths.get(chart.key);
  if (path) drawPath(canvas, placed, looks, path);
  drawSign(canvas, placed, looks, looks.hovered, palette.text, 1);
  drawSign(canvas, placed, looks, looks.selected, palette.accent, 2);
  const end = toX(looks.view, chart.trace.wallMs, lanesWidth(canvas));
  context.fillStyle = palette["line-strong"];
  context.fillRect(Math.round(end), placed.curveTop + offset, 1, placed.bottom - placed.curveTop);
  context.restore();
  drawNames(canvas, placed, looks, first, last);
}

function drawNames(canvas: Canvas, placed: Placed, looks: Looks, first: number, last: number): void {
  const { context, gutter, palette } = canvas;
  context.textAlign = "right";
  context.fillStyle = palette.muted;
  const most = Math.floor((gutter - 16) / LETTER_WIDTH);
  for (const band of placed.chart.layout.bands) {
    if (band.firstTrack + band.tracks <= first || band.firstTrack >= last) continue;
    const y = (placed.tops[band.firstTrack] as number) + AXIS - looks.scroll;
    context.fillText(band.label.slice(0, most), gutter - 8, y + placed.lane / 2);
  }
  context.textAlign = "left";
}

/** What a lane did besides bodies: starting (outlined, with a label), transferring (half as high), its lifetime (background). */
function drawBands(canvas: Canvas, placed: Placed, looks: Looks, first: number, last: number): void {
  const { context, palette } = canvas;
  // Where colors mean tasks, statuses or attempts, parts have none.
  const isPlain = (looks.colorBy ?? "part") !== "part";
  const [transfer, spawn] = isPlain
    ? [palette["line-strong"], palette["line-strong"]]
    : [palette.transfer, palette.spawn];
  for (const band of placed.chart.layout.bands) {
    if (band.firstTrack + band.tracks <= first || band.firstTrack >= last) continue;
    const y = (placed.tops[band.firstTrack] as number) + AXIS - looks.scroll;
    context.fillStyle = palette.subtle;
    eachInterval(canvas, looks, band.life, (x, wide) =>
      context.fillRect(x, y, wide, band.tracks * placed.lane),
    );
    context.fillStyle = transfer;
    eachInterval(canvas, looks, band.transfer, (x, wide) =>
      context.fillRect(x, y + placed.lane / 2 - 3, wide, 6),
    );
    eachInterval(canvas, looks, band.spawn, (x, wide) => {
      context.fillStyle = spawn;
      context.fillRect(x, y + 3, wide, 2);
      context.fillRect(x, y + placed.lane - 5, wide, 2);
      for (let at = x; at < x + wide; at += 6) context.fillRect(at, y + 3, 2, placed.lane - 6);
      if (wide < LABELLED_MIN_WIDTH) return;
      context.fillStyle = palette.subtle;
      context.fillRect(x + 6, y + 5, 5 * LETTER_WIDTH, placed.lane - 10);
      context.fillStyle = palette.text;
      context.fillText("start", x + 8, y + placed.lane / 2);
    });
  }
}

function drawSign(
  canvas: Canvas,
  placed: Placed,
  looks: Looks,
  sign: Looks["selected"],
  ink: string,
  thick: number,
): void {
  if (sign?.key !== placed.chart.key) return;
  const { layout } = placed.chart;
  const mark = markOf(layout, sign.row);
  if (mark < 0) return;
  const { context, palette } = canvas;
  const width = lanesWidth(canvas);
  const x = toX(looks.view, layout.start[mark] as number, width);
  const wide = Math.max(4, toX(looks.view, layout.end[mark] as number, width) - x);
  const y = (placed.tops[layout.trackOf[sign.row] as number] as number) + AXIS - looks.scroll;
  context.lineWidth = thick + 2;
  context.strokeStyle = palette.surface;
  context.strokeRect(x - 0.5, y + 0.5, wide + 1, placed.lane - 1);
  context.lineWidth = thick;
  context.strokeStyle = ink;
  context.strokeRect(x - 0.5, y + 0.5, wide + 1, placed.lane - 1);
}
