import { yieldToMain } from "./yield-to-main";

/** Whether it is time for the next redraw. */
export type Throttle = () => boolean;

/** After so long a redraw counts as drawn, even if the browser has not painted it. */
const PAINT_TIMEOUT_MS = 1_000;
/** Redraws take at most this share of the main thread: a press on Stop waits for them. */
const MAX_REDRAW_SHARE = 1 / 4;

/**
 * Allows a redraw at most every `intervalMs`, and less often where drawing takes long: a page that competes for a core
 * with the program it shows would otherwise do nothing else.
 *
 * @param drawn settles when the redraw that was just allowed is done
 */
export function createThrottle(intervalMs: number, now = () => performance.now(), drawn = painted): Throttle {
  let next = Number.NEGATIVE_INFINITY;
  return () => {
    const began = now();
    if (began < next) return false;
    next = Number.POSITIVE_INFINITY;
    void drawn().then(() => {
      next = Math.max(began + intervalMs, began + (now() - began) / MAX_REDRAW_SHARE);
    });
    return true;
  };
}

/** After the next frame; where nothing is painted, as in a hidden tab, after what is in the queue. */
function painted(): Promise<void> {
  if (typeof document === "undefined" || document.hidden) return yieldToMain();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PAINT_TIMEOUT_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      void yieldToMain().then(resolve);
    });
  });
}
