import { panned, type View, zoomed } from "./view";

/** Zoom per px of the wheel: 100 px zoom in by a third. */
const WHEEL_ZOOM = 0.004;
/** px of a line, for wheels that scroll by lines. */
const WHEEL_LINE = 16;
/** px that a pointer may move during a click. */
export const CLICK_MAX_MOVE = 4;

interface WheelTurn {
  readonly deltaX: number;
  readonly deltaY: number;
  /** `WheelEvent.deltaMode`. */
  readonly mode: number;
  /** Ctrl or ⌘ was down, or two fingers pinched a trackpad. */
  readonly zoom: boolean;
  readonly shift: boolean;
  /** Position of the pointer as a share of the lanes' width. */
  readonly at: number;
}

/** @returns undefined for plain scrolling up and down, which is left to the page */
export function turned(view: View, turn: WheelTurn, width: number, wallMs: number): View | undefined {
  const unit = turn.mode === 1 ? WHEEL_LINE : turn.mode === 2 ? width : 1;
  if (turn.zoom)
    return zoomed(
      view,
      Math.exp(Math.max(-400, Math.min(400, turn.deltaY * unit)) * WHEEL_ZOOM),
      turn.at,
      wallMs,
    );
  const sideways = turn.shift && turn.deltaX === 0 ? turn.deltaY : turn.deltaX;
  if (sideways === 0 || (!turn.shift && Math.abs(turn.deltaY) > Math.abs(turn.deltaX))) return undefined;
  return panned(view, (sideways * unit) / width, wallMs);
}

/** Fingers or the mouse on the lanes. One pans, two pan and zoom. */
export class Pointers {
  private readonly down = new Map<number, { readonly x: number; readonly y: number }>();
  /** px moved since the first came down, at most. */
  travelled = 0;

  get count(): number {
    return this.down.size;
  }

  press(id: number, x: number, y: number): void {
    if (this.down.size === 0) this.travelled = 0;
    this.down.set(id, { x, y });
  }

  release(id: number): void {
    this.down.delete(id);
  }

  /**
   * @param left px of the lanes' left edge. @param width px of the lanes
   * @returns the new view, and px to scroll down
   */
  move(
    id: number,
    x: number,
    y: number,
    view: View,
    left: number,
    width: number,
    wallMs: number,
  ): { view: View; scroll: number } {
    const before = this.down.get(id);
    if (!before) return { view, scroll: 0 };
    this.down.set(id, { x, y });
    this.travelled += Math.hypot(x - before.x, y - before.y);
    const other = [...this.down].find(([key]) => key !== id)?.[1];
    if (!other) return { view: panned(view, (before.x - x) / width, wallMs), scroll: before.y - y };
    const [was, is] = [Math.abs(before.x - other.x), Math.abs(x - other.x)];
    const middle = (x + other.x) / 2;
    const moved = panned(view, (before.x - x) / 2 / width, wallMs);
    // With fingers above each other there is no scale to compute.
    const factor = was > 8 && is > 8 ? was / is : 1;
    return { view: zoomed(moved, factor, (middle - left) / width, wallMs), scroll: 0 };
  }
}
