/** Smallest difference seen between two readings of `performance.now()`, ms. Takes a few ms. */
export function timerStepMs(): number {
  let step = Number.POSITIVE_INFINITY;
  const until = performance.now() + 3;
  let last = performance.now();
  for (let i = 0; i < 1_000_000; i++) {
    const now = performance.now();
    const difference = now - last;
    if (difference > 0) {
      step = Math.min(step, difference);
      last = now;
      if (now > until) break;
    }
  }
  // Readings are rounded to whole microseconds at best; differences of doubles are not.
  return Number.isFinite(step) ? Math.round(step * 1e6) / 1e6 : 1;
}
