import type { Duration } from "./numbers";

/** Standard normal quantile of 0.95: a 95th percentile is that many deviations above the mean. */
const Z95 = 1.6448536269514722;

const sigmaOf = (p50Ms: number, p95Ms: number): number => (p50Ms > 0 ? Math.log(p95Ms / p50Ms) / Z95 : 0);

/** ms. */
export function meanOf(duration: Duration): number {
  if (duration.kind !== "percentiles") return duration.ms;
  return duration.p50Ms * Math.exp(sigmaOf(duration.p50Ms, duration.p95Ms) ** 2 / 2);
}

/** Standard deviation, ms. */
export function deviationOf(duration: Duration): number {
  switch (duration.kind) {
    case "fixed":
      return 0;
    case "spread":
      return (duration.ms * duration.share) / Math.sqrt(3);
    case "percentiles":
      return meanOf(duration) * Math.sqrt(Math.expm1(sigmaOf(duration.p50Ms, duration.p95Ms) ** 2));
  }
}

/** What people call its length, ms: the middle of a spread, the median of percentiles. */
export const typicalOf = (duration: Duration): number =>
  duration.kind === "percentiles" ? duration.p50Ms : duration.ms;

/** The same spread around another typical time. */
export function withTypical(duration: Duration, ms: number): Duration {
  if (duration.kind !== "percentiles") return { ...duration, ms };
  const ratio = duration.p50Ms > 0 ? duration.p95Ms / duration.p50Ms : 1;
  return { kind: "percentiles", p50Ms: ms, p95Ms: ms * ratio };
}

/** @param random gives numbers in [0, 1) */
export function normalFrom(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** @returns draws of it, ms */
export function samplerOf(duration: Duration, random: () => number): () => number {
  switch (duration.kind) {
    case "fixed":
      return () => duration.ms;
    case "spread":
      return () => duration.ms * (1 + duration.share * (2 * random() - 1));
    case "percentiles": {
      const sigma = sigmaOf(duration.p50Ms, duration.p95Ms);
      return () => duration.p50Ms * Math.exp(sigma * normalFrom(random));
    }
  }
}

/** @returns draws of the sum of n of them, ms; of many by a lognormal of the same mean and deviation, which is never negative */
export function sumSamplerOf(duration: Duration, random: () => number): (n: number) => number {
  const sample = samplerOf(duration, random);
  const [mean, deviation] = [meanOf(duration), deviationOf(duration)];
  const relative = mean > 0 ? (deviation / mean) ** 2 : 0;
  return (n) => {
    if (n === 1) return sample();
    if (relative === 0) return n * mean;
    const variance = Math.log1p(relative / n);
    return n * mean * Math.exp(Math.sqrt(variance) * normalFrom(random) - variance / 2);
  };
}
