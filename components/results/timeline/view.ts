/** Which part of the run the timeline shows. */
export interface View {
  /** ms at the left edge. */
  readonly start: number;
  /** ms from edge to edge. */
  readonly range: number;
}

/**
 * Never less than this share of the run: times are doubles of ms since the run's start, so that a billionth of an hour is
 * still thousands of steps wide, while far closer a span's edges would jump about.
 */
const CLOSEST = 1e-9;
/** ms */
const LEAST = 1e-5;
/** Room beside the run when all of it is shown, as a share. */
const MARGIN = 0.01;

/** All of the run. @param wallMs its length */
export function fitted(wallMs: number): View {
  const wall = wallMs > 0 ? wallMs : 1;
  return { start: -wall * MARGIN, range: wall * (1 + 2 * MARGIN) };
}

/** Inside of the run, and neither closer nor farther than makes sense. */
export function clamped(view: View, wallMs: number): View {
  const whole = fitted(wallMs);
  const range = Math.min(whole.range, Math.max(view.range, whole.range * CLOSEST, LEAST));
  const start = Math.min(whole.start + whole.range - range, Math.max(whole.start, view.start));
  return { start, range };
}

/** @param factor below 1 comes closer. @param at share of the width that stays where it is, 0 to 1 */
export function zoomed(view: View, factor: number, at: number, wallMs: number): View {
  const whole = fitted(wallMs);
  const range = Math.min(whole.range, Math.max(view.range * factor, whole.range * CLOSEST, LEAST));
  return clamped({ start: view.start + (view.range - range) * at, range }, wallMs);
}

/** @param share of the width, to the right */
export function panned(view: View, share: number, wallMs: number): View {
  return clamped({ start: view.start + view.range * share, range: view.range }, wallMs);
}

/** Shows a stretch with room around it. */
export function focused(from: number, to: number, wallMs: number): View {
  const length = Math.max(to - from, LEAST);
  return clamped({ start: from - length * 0.5, range: length * 2 }, wallMs);
}

/** Moves as little as it must for a moment to be in view. */
export function showing(view: View, from: number, to: number, wallMs: number): View {
  if (from >= view.start && to <= view.start + view.range) return view;
  if (to - from > view.range) return clamped({ start: from, range: view.range }, wallMs);
  const start = from < view.start ? from - view.range * 0.1 : to - view.range * 0.9;
  return clamped({ start, range: view.range }, wallMs);
}

/** px from the left edge. @param width px of the view */
export const toX = (view: View, time: number, width: number): number =>
  ((time - view.start) / view.range) * width;
/** ms at a distance from the left edge. */
export const toTime = (view: View, x: number, width: number): number => view.start + (x / width) * view.range;
