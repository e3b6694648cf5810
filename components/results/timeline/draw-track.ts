import { EARLIER, FAILED, GROUPING, TAKEN, WAITS } from "@/lib/analysis/layout/timeline-chart";
import { colorAt } from "../shared/span/colors";
import { keyFirstAt } from "../shared/span/names";
import {
  AXIS,
  type Canvas,
  eachInterval,
  LABELLED_MIN_WIDTH,
  LETTER_WIDTH,
  type Looks,
  lanesWidth,
} from "./canvas";
import { FOUND } from "./found-flags";
import { eachBox } from "./marks";
import type { Placed } from "./scene";

/** Of bodies that are not on the critical path, while that is drawn, or that a search did not find. */
const STEPPED_BACK = 0.3;

export function drawTrack(canvas: Canvas, placed: Placed, looks: Looks, track: number): void {
  const { context, palette } = canvas;
  const { chart } = placed;
  const y = (placed.tops[track] as number) + AXIS - looks.scroll;
  const { lane } = placed;
  const onPath = looks.paths.get(chart.key)?.onPath;
  const found = looks.found?.key === chart.key ? looks.found.flags : undefined;
  const paint = (mark: number, x: number, wide: number, flags: number): void => {
    const row = chart.layout.rows[mark] as number;
    const how = chart.paint[row] as number;
    const kind = how & 3;
    // A box that holds something found is seen, also where another span is longer.
    const isOff = found ? (flags & FOUND) === 0 : onPath !== undefined && onPath[row] !== 1;
    context.globalAlpha = isOff ? STEPPED_BACK : 1;
    context.fillStyle =
      kind === GROUPING
        ? palette.muted
        : palette[colorAt(chart.trace, row, looks.colorBy ?? "part", chart.ranks)];
    if (kind === GROUPING) {
      context.fillRect(x, y + 3, wide, 2);
      context.fillRect(x, y + 3, 1, 6);
      context.fillRect(x + wide - 1, y + 3, 1, 6);
    } else if (how & TAKEN) {
      context.fillRect(x, y + lane / 2 - 1, wide, 2);
    } else if (how & WAITS && wide > 3) {
      context.fillRect(x, y + lane / 2 - 1, wide, 2);
      drawSegments(canvas, placed, looks, row, y);
    } else {
      context.fillRect(x, y + 2, wide > 4 ? wide - 0.5 : wide, lane - 4);
    }
    if (flags & FAILED) drawFailure(canvas, x, y, wide);
    if (wide >= LABELLED_MIN_WIDTH) drawLabel(canvas, placed, row, x, y, wide);
  };
  eachBox(chart.layout, track, looks.view, lanesWidth(canvas), paint, found ?? chart.paint, FAILED | FOUND);
  context.globalAlpha = 1;
}

function drawSegments(canvas: Canvas, { chart, lane }: Placed, looks: Looks, row: number, y: number): void {
  const { segments, offsets } = chart;
  const from = offsets[row] as number;
  const to = offsets[row + 1] as number;
  const pieces = { start: segments.start.subarray(from, to), end: segments.end.subarray(from, to) };
  eachInterval(canvas, looks, pieces, (x, wide) => canvas.context.fillRect(x, y + 2, wide, lane - 4));
}

/** A failed attempt: a bar on top, and a cross where there is room. */
function drawFailure({ context, palette }: Canvas, x: number, y: number, wide: number): void {
  context.fillStyle = palette.failed;
  context.fillRect(x, y + 1, wide, 4);
  if (wide < 14) return;
  context.fillStyle = palette.surface;
  context.fillRect(x + 2, y + 4, 11, 11);
  context.strokeStyle = palette.failed;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x + 4, y + 6);
  context.lineTo(x + 11, y + 13);
  context.moveTo(x + 11, y + 6);
  context.lineTo(x + 4, y + 13);
  context.stroke();
}

function drawLabel(
  { context, palette }: Canvas,
  { chart, lane }: Placed,
  row: number,
  x: number,
  y: number,
  wide: number,
): void {
  const how = chart.paint[row] as number;
  const filled = (how & 3) !== GROUPING && !(how & (WAITS | TAKEN));
  const left = Math.max(0, x) + (how & FAILED ? 16 : 4);
  const most = Math.floor((x + wide - left - 3) / LETTER_WIDTH);
  if (most < 3) return;
  const label =
    how & EARLIER
      ? `${keyFirstAt(chart.trace, row)}, attempt ${chart.trace.attempt[row]}`
      : keyFirstAt(chart.trace, row);
  const text = label.length > most ? `${label.slice(0, most - 1)}…` : label;
  if (!filled) {
    context.fillStyle = palette.surface;
    context.fillRect(left - 2, y + 5, text.length * LETTER_WIDTH + 2, lane - 6);
  }
  context.fillStyle = filled ? palette.surface : palette.text;
  context.fillText(text, left, y + lane / 2 + (filled ? 0.5 : 2));
}
