import { formatCount, formatDuration } from "@/lib/base/format";

/** Both can be reached by powers: they are finite, and no power between them rounds to 0 or overflows. */
const isRange = (least: number, most: number): boolean => least >= 1e-300 && most >= least && most <= 1e300;

/** Powers of ten (or of two) from one figure to another, both inclusive; at most `most` of them. */
export function logTicks(least: number, most: number, base: 2 | 10, count = 8): number[] {
  if (!isRange(least, most)) return [];
  const log = base === 2 ? Math.log2 : Math.log10;
  const from = Math.ceil(log(least) - 1e-9);
  const to = Math.floor(log(most) + 1e-9);
  const every = Math.max(1, Math.ceil((to - from + 1) / count));
  const ticks: number[] = [];
  for (let power = from; power <= to; power += every) ticks.push(Number((base ** power).toPrecision(12)));
  return ticks;
}

/** 1, 2, 5, 10, 20 … between two figures; only powers of ten where those would be more than `count`. */
export function decadeTicks(least: number, most: number, count = 9): number[] {
  if (!isRange(least, most)) return [];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.log10(most); power += 1) {
    for (const digit of [1, 2, 5]) {
      const tick = Number((digit * 10 ** power).toPrecision(12));
      if (tick >= least && tick <= most) ticks.push(tick);
    }
  }
  return ticks.length <= count ? ticks : logTicks(least, most, 10, count);
}

/** A power of ten of ms, as a tick: in seconds even past a minute, so that 100 s is not 1.67 min. */
export function formatDecade(ms: number): string {
  return ms >= 1000 ? `${formatCount(ms / 1000)} s` : formatDuration(ms);
}
