import { type PointerEvent, type RefObject, useEffect, useMemo, useRef } from "react";
import { PALETTES, type Theme } from "@/lib/app/theme/palette";
import { FONT } from "./canvas";
import { curveOf } from "./curve";
import type { Chart } from "./scene";
import { useCanvas } from "./use-canvas";
import { fitted, type View } from "./view";
import { type Grip, gripAt, gripped, windowOf } from "./window";

interface OverviewProps {
  readonly chart: Chart;
  /** ms of the longest trial in view. */
  readonly wallMs: number;
  readonly gutter: number;
  readonly theme: Theme;
  readonly view: () => View;
  readonly onView: (view: View) => void;
  /** Set to what draws the window again: the view changes every frame, and not through React. */
  readonly redraw: RefObject<() => void>;
}

const CURSORS: Readonly<Record<Grip, string>> = {
  window: "grab",
  start: "ew-resize",
  end: "ew-resize",
  elsewhere: "pointer",
};

/** How many tasks ran at each moment of the whole run, with a window on the part in view. For the mouse: keys move the view itself. */
export function Overview({ chart, wallMs, gutter, theme, view, onView, redraw }: OverviewProps) {
  const frame = useRef<HTMLDivElement>(null);
  const held = useRef<{ readonly grip: Grip; readonly x: number; readonly view: View } | undefined>(
    undefined,
  );
  const palette = PALETTES[theme];
  const lanes = useRef(1);
  const { canvas, width, height, invalidate } = useCanvas(frame, (context, wide, high) => {
    lanes.current = Math.max(1, wide - gutter);
    context.fillStyle = palette.subtle;
    context.fillRect(0, 0, wide, high);
    context.font = FONT;
    context.textBaseline = "middle";
    context.textAlign = "right";
    context.fillStyle = palette.muted;
    context.fillText("Running", gutter - 8, high / 2);
    const most = Math.max(1, chart.concurrency.peak);
    context.fillStyle = palette.compute;
    context.globalAlpha = 0.45;
    for (let x = 0; x < columns.length; ) {
      const level = columns[x] as number;
      let to = x + 1;
      while (to < columns.length && columns[to] === level) to += 1;
      const tall = (level / most) * (high - 6);
      context.fillRect(gutter + x, high - 2 - tall, to - x, tall);
      x = to;
    }
    context.globalAlpha = 1;
    const [left, right] = windowOf(view(), lanes.current, wallMs);
    context.fillStyle = palette.surface;
    context.globalAlpha = 0.65;
    context.fillRect(gutter, 0, Math.max(0, left), high);
    context.fillRect(gutter + right, 0, Math.max(0, wide - gutter - right), high);
    context.globalAlpha = 1;
    context.fillStyle = palette.accent;
    for (const x of [left, right - 2]) context.fillRect(gutter + Math.round(x), 0, 2, high);
  });
  const columns = useMemo(
    () => curveOf(chart.concurrency, fitted(wallMs), Math.max(0, Math.floor(width - gutter))),
    [chart.concurrency, wallMs, width, gutter],
  );
  useEffect(() => {
    redraw.current = invalidate;
  }, [redraw, invalidate]);

  const xOf = (event: PointerEvent<HTMLDivElement>): number =>
    event.clientX - event.currentTarget.getBoundingClientRect().left - gutter;
  return (
    <div
      ref={frame}
      aria-hidden
      data-overview
      className="h-8 shrink-0 touch-none overflow-hidden border-b [@media(max-height:540px)]:hidden"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        const x = xOf(event);
        held.current = { grip: gripAt(x, view(), lanes.current, wallMs), x, view: view() };
        event.currentTarget.setPointerCapture(event.pointerId);
        if (held.current.grip === "elsewhere")
          onView(gripped("elsewhere", view(), x, x, lanes.current, wallMs));
      }}
      onPointerMove={(event) => {
        const x = xOf(event);
        const from = held.current;
        if (from) onView(gripped(from.grip, from.view, from.x, x, lanes.current, wallMs));
        else event.currentTarget.style.cursor = CURSORS[gripAt(x, view(), lanes.current, wallMs)];
      }}
      onPointerUp={() => {
        held.current = undefined;
      }}
      onPointerCancel={() => {
        held.current = undefined;
      }}
    >
      <canvas ref={canvas} className="block" style={{ width, height }} />
    </div>
  );
}
