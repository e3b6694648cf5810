/** How many of `n` items may fail so that at least `ratio` of them succeed. */
export function allowedFailures(n: number, ratio: number): number {
  // The small term keeps 0.7 × 10 from asking for 7.000000000000001 successes.
  return n - Math.ceil(n * ratio - 1e-9);
}
