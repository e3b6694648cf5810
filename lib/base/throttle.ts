import { yieldToMain } from "./yield-to-main";

/** Says whether what has come is to be shown now. */
export type Throttle = () => boolean;

/** ms after which what was shown counts as drawn, whatever the browser says of it. */
const PATIENCE = 1_000;
/** Of its time a page draws one part at most, and has the others for its reader, whose Stop waits behind the drawing. */
const PARTS = 4;

/**
 * Shows news not more often than every `least` ms, and more seldom where drawing takes long: a page that waits for a
 * core beside a program that takes them all would otherwise do nothing else.
 *
 * @param drawn settles when what was shown just now has been drawn
 */
export function createThrottle(least: number, now = () => performance.now(), drawn = painted): Throttle {
  let next = Number.NEGATIVE_INFINITY;
  return () => {
    const began = now();
    if (began < next) return false;
    next = Number.POSITIVE_INFINITY;
    void drawn().then(() => {
      const ended = now();
      next = Math.max(began + least, ended + (PARTS - 1) * (ended - began));
    });
    return true;
  };
}

/** After the next frame, or where nothing is painted, as in a hidden tab, after what is in the queue. */
function painted(): Promise<void> {
  if (typeof document === "undefined" || document.hidden) return yieldToMain();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      void yieldToMain().then(resolve);
    });
  });
}
