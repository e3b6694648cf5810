import { clamped, fitted, toTime, toX, type View } from "./view";

/** What a pointer that goes down on the overview moves: the window, one of its edges, or the window's middle to it. */
export type Grip = "window" | "start" | "end" | "elsewhere";

/** px around an edge in which it is grabbed. */
const EDGE = 6;

/** The window on the overview, px. */
export function windowOf(view: View, width: number, wallMs: number): readonly [left: number, right: number] {
  const whole = fitted(wallMs);
  return [toX(whole, view.start, width), toX(whole, view.start + view.range, width)];
}

export function gripAt(x: number, view: View, width: number, wallMs: number): Grip {
  const [left, right] = windowOf(view, width, wallMs);
  if (Math.abs(x - left) <= EDGE && Math.abs(x - left) <= Math.abs(x - right)) return "start";
  if (Math.abs(x - right) <= EDGE) return "end";
  return x > left && x < right ? "window" : "elsewhere";
}

/**
 * The view after the pointer went from `from` to `to`, px on the overview.
 * @param view at which it went down
 */
export function gripped(
  grip: Grip,
  view: View,
  from: number,
  to: number,
  width: number,
  wallMs: number,
): View {
  const whole = fitted(wallMs);
  const by = ((to - from) / width) * whole.range;
  switch (grip) {
    case "window":
      return clamped({ start: view.start + by, range: view.range }, wallMs);
    case "elsewhere":
      return clamped({ start: toTime(whole, to, width) - view.range / 2, range: view.range }, wallMs);
    case "start": {
      const end = view.start + view.range;
      const start = Math.min(end, Math.max(whole.start, view.start + by));
      return clamped({ start, range: end - start }, wallMs);
    }
    case "end":
      return clamped({ start: view.start, range: Math.max(0, view.range + by) }, wallMs);
  }
}
