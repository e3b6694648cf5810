export interface View {
  /** ms at the left edge. */
  readonly start: number;
  /** ms from edge to edge. */
  readonly range: number;
}

/**
 * The smallest share of the trial in view. Times are doubles of ms since the trial's start: a billionth of an hour is still
 * thousands of steps wide, but much closer the edges of spans would jump.
 */
const MIN_SHARE = 1e-9;
/** ms */
const MIN_RANGE = 1e-5;
/** Room on both sides of the whole trial, as a share. */
const MARGIN = 0.01;

export function fitted(wallMs: number): View {
  const wall = wallMs > 0 ? wallMs : 1;
  return { start: -wall * MARGIN, range: wall * (1 + 2 * MARGIN) };
}

export function clamped(view: View, wallMs: number): View {
  const whole = fitted(wallMs);
  const range = Math.min(whole.range, Math.max(view.range, whole.range * MIN_SHARE, MIN_RANGE));
  const start = Math.min(whole.start + whole.range - range, Math.max(whole.start, view.start));
  return { start, range };
}

/** @param factor below 1 zooms in. @param at share of the width that stays in place, 0 to 1 */
export function zoomed(view: View, factor: number, at: number, wallMs: number): View {
  const whole = fitted(wallMs);
  const range = Math.min(whole.range, Math.max(view.range * factor, whole.range * MIN_SHARE, MIN_RANGE));
  return clamped({ start: view.start + (view.range - range) * at, range }, wallMs);
}

/** @param share of the width, to the right */
export function panned(view: View, share: number, wallMs: number): View {
  return clamped({ start: view.start + view.range * share, range: view.range }, wallMs);
}

export function focused(from: number, to: number, wallMs: number): View {
  const length = Math.max(to - from, MIN_RANGE);
  return clamped({ start: from - length * 0.5, range: length * 2 }, wallMs);
}

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
