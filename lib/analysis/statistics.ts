/** Middle value; the mean of the two middle ones where their number is even. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  return ((sorted[(n - 1) >> 1] as number) + (sorted[n >> 1] as number)) / 2;
}

export interface Interval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** Probability with which such an interval holds the true median; at least the level asked for if n ≥ 6. */
  readonly level: number;
  readonly n: number;
}

/**
 * Median with an interval made of two of the values themselves: the k-th smallest and the k-th largest hold the true
 * median with probability `1 − 2·P(Bin(n, ½) < k)`, whatever the distribution (it needs no normality, which timings do
 * not have). k is the largest with which the level is reached; with fewer than 6 values even the range does not reach
 * 95 %, and the level that it does reach is told.
 */
export function medianInterval(values: readonly number[], level = 0.95): Interval {
  const sorted = ascending(values);
  const n = sorted.length;
  if (n === 0) return { median: Number.NaN, low: Number.NaN, high: Number.NaN, level: 0, n };
  let k = 1;
  // P(Bin(n, ½) < k) for k = 1, kept as its next term too.
  let term = 0.5 ** n;
  let below = term;
  while (2 * (k + 1) <= n) {
    const nextTerm = (term * (n - k + 1)) / k;
    if (1 - 2 * (below + nextTerm) < level) break;
    term = nextTerm;
    below += nextTerm;
    k += 1;
  }
  return {
    median: median(sorted),
    low: sorted[k - 1] as number,
    high: sorted[n - k] as number,
    level: n === 1 ? 0 : 1 - 2 * below,
    n,
  };
}

/** Sorted copy without NaN. */
function ascending(values: readonly number[]): number[] {
  return values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
}
