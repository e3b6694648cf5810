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

/** Round times of an axis, ms: 1, 10 and 100 of the small units, then 1 and 10 of s, min and h, then of days. */
const ROUND_TIMES: readonly number[] = [
  ...[-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4].map((power) => 10 ** power),
  ...[60e3, 600e3, 3_600e3, 36_000e3],
  ...[0, 1, 2, 3, 4, 5].map((power) => 86_400e3 * 10 ** power),
];

/** Those of a short axis, between them. */
const FINE_TIMES: readonly number[] = [
  ...[-6, -5, -4, -3, -2, -1, 0, 1, 2].flatMap((power) => [1, 2, 5].map((digit) => digit * 10 ** power)),
  ...[1, 2, 5, 10, 20, 30].map((seconds) => seconds * 1e3),
  ...[1, 2, 5, 10, 20, 30].map((minutes) => minutes * 60e3),
  ...[1, 2, 5, 10].map((hours) => hours * 3_600e3),
  ...[0, 1, 2, 3, 4, 5].flatMap((power) => [1, 2, 5].map((digit) => digit * 86_400e3 * 10 ** power)),
];

/** Ticks of a logarithmic axis of times: round values of their own units, at most `count`. Times in ms. */
export function timeTicks(least: number, most: number, count = 8): number[] {
  if (!isRange(least, most)) return [];
  const within = (times: readonly number[]) =>
    times.filter((ms) => ms >= least * 0.999 && ms <= most * 1.001);
  const fine = within(FINE_TIMES);
  if (fine.length <= count) return fine.map((ms) => Number(ms.toPrecision(12)));
  const round = within(ROUND_TIMES);
  const every = Math.max(1, Math.ceil(round.length / count));
  return round.filter((_, at) => at % every === 0).map((ms) => Number(ms.toPrecision(12)));
}
