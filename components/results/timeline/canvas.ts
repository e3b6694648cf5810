import type { Intervals } from "@/lib/analysis/time/intervals";
import type { ExplainedPath } from "@/lib/analysis/time/path-steps";
import type { Palette } from "@/lib/app/theme/palette";
import { firstIndex } from "@/lib/base/first-index";
import type { Scale } from "@/lib/base/format";
import type { ColorBy } from "../shared/span/span-preferences";
import { toX, type View } from "./view";

/** px of the time axis on top. */
export const AXIS = 22;
export const FONT = "11px system-ui, sans-serif";
/** px of a letter, about: labels are cut to fit without measuring each. */
export const LETTER_WIDTH = 6.3;
/** px: narrower bars have no label. */
export const LABELLED_MIN_WIDTH = 44;

export interface Canvas {
  readonly context: CanvasRenderingContext2D;
  /** px of the whole canvas. */
  readonly width: number;
  readonly height: number;
  /** px left of the lanes, for their names. */
  readonly gutter: number;
  readonly palette: Palette;
}

export interface Looks {
  readonly view: View;
  /** px of the scene above the canvas. */
  readonly scroll: number;
  /** Unit of the time axis. */
  readonly times: Scale;
  readonly paths: ReadonlyMap<string, ExplainedPath>;
  readonly selected?: { readonly key: string; readonly row: number } | undefined;
  readonly hovered?: { readonly key: string; readonly row: number } | undefined;
  /** What a search found: the other spans step back. `flags` by row, with FAILED and FOUND. */
  readonly found?: { readonly key: string; readonly flags: Uint8Array } | undefined;
  /** What the color of a body says. Left out: its part, compute. */
  readonly colorBy?: ColorBy | undefined;
  /** ms: a selected range. */
  readonly range?: { readonly from: number; readonly to: number } | undefined;
  /** ms: what happened later is not drawn. Left out, everything is. */
  readonly until?: number | undefined;
  /** Above each chart, instead of its label and its time. */
  readonly headingOf?: (key: string) => string;
}

export const lanesWidth = ({ width, gutter }: Canvas): number => Math.max(1, width - gutter);

/** Intervals in view; those in the same pixel are merged. */
export function eachInterval(
  canvas: Canvas,
  { view }: Looks,
  { start, end }: Intervals,
  paint: (x: number, wide: number) => void,
): void {
  const width = lanesWidth(canvas);
  let from = Number.NaN;
  let to = Number.NaN;
  for (
    let at = firstIndex(0, end.length, (i) => (end[i] as number) > view.start);
    at < start.length;
    at += 1
  ) {
    const left = Math.max(-2, toX(view, start[at] as number, width));
    if (left > width) break;
    const right = Math.min(width + 2, Math.max(left + 1, toX(view, end[at] as number, width)));
    if (left - to <= 0.5) to = Math.max(to, right);
    else {
      if (!Number.isNaN(from)) paint(from, to - from);
      from = left;
      to = right;
    }
  }
  if (!Number.isNaN(from)) paint(from, to - from);
}
