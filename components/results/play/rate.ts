/** How fast a run can be played, as a multiple of its own time. */
export const RATES = [0.1, 0.25, 0.5, 1, 2, 5, 10] as const;
export type Rate = (typeof RATES)[number];

/** s: long enough to follow, short enough to watch. */
const WATCHED_S = 8;

/** The rate at which a run of this length takes about eight seconds to watch. @param wallMs of the longest trial */
export function rateFor(wallMs: number): Rate {
  const wanted = wallMs / 1000 / WATCHED_S;
  const distance = (rate: Rate): number => Math.abs(Math.log(rate / wanted));
  return RATES.reduce((best, rate) => (distance(rate) < distance(best) ? rate : best));
}

/** One step of the clock, which stops at the run's end. @param tookMs since the step before */
export function advanced(at: number, tookMs: number, rate: number, wallMs: number) {
  const next = Math.min(wallMs, at + tookMs * rate);
  return { at: next, playing: next < wallMs };
}
