const STEPS = [1, 2, 2.5, 5, 10];

/**
 * Round figures from 0 up to the first at or past `end`, about `count` steps apart.
 * @param unit the axis's unit in that of `end`, so that the labels are round: 60,000 for minutes of ms
 */
export function ticksTo(end: number, count: number, unit = 1): number[] {
  const reach = end / unit;
  if (!(reach >= 1e-300 && reach <= 1e300)) return [0, unit];
  const rough = reach / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((each) => each * power >= rough * (1 - 1e-9)) ?? 10);
  const steps = Math.ceil((reach / step) * (1 - 1e-9));
  return Array.from({ length: steps + 1 }, (_, at) => Number((at * step).toPrecision(12)) * unit);
}
