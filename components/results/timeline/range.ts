import { toTime, type View } from "./view";

/** ms since the trial's start. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** px: a shorter drag is a click, which selects nothing. */
const MIN_DRAG = 4;

/** The range between two places of the axis, px, within the run; undefined where they are too close. */
export function rangeBetween(
  view: View,
  one: number,
  other: number,
  width: number,
  wallMs: number,
): Range | undefined {
  if (Math.abs(one - other) < MIN_DRAG) return undefined;
  const inRun = (x: number): number => Math.min(wallMs, Math.max(0, toTime(view, x, width)));
  const [from, to] = [inRun(Math.min(one, other)), inRun(Math.max(one, other))];
  return to > from ? { from, to } : undefined;
}

/** What is in view, within the run. */
export const rangeInView = (view: View, wallMs: number): Range | undefined => {
  const from = Math.max(0, view.start);
  const to = Math.min(wallMs, view.start + view.range);
  return to > from ? { from, to } : undefined;
};

/** More than all workers can be busy: bodies of an event loop overlap. */
export const percentText = (share: number): string => `${Math.round(share * 100)}%`;
