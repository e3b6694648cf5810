/** Steps that are measured: on a busy machine the thread can lose several steps of a coarse clock. */
const STEPS = 8;

/** Smallest difference seen between two readings of `performance.now()`, ms. Takes 3 ms, or eight steps of the clock. */
export function timerStepMs(): number {
  let step = Number.POSITIVE_INFINITY;
  let seen = 0;
  const until = performance.now() + 3;
  let last = performance.now();
  for (let i = 0; i < 1_000_000; i++) {
    const now = performance.now();
    const difference = now - last;
    if (difference > 0) {
      step = Math.min(step, difference);
      last = now;
      seen++;
      if (now > until && seen >= STEPS) break;
    }
  }
  // Readings are rounded to whole microseconds at best; differences of doubles are not.
  return Number.isFinite(step) ? Math.round(step * 1e6) / 1e6 : 1;
}
