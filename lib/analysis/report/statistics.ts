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

/**
 * As `medianInterval`, for the times of rounds: the median is always one of them, with an even number the lower of the
 * two in the middle. So the time, tree and breakdown that are shown are those of one and the same round.
 */
export function roundsInterval(wallMs: readonly number[]): Interval {
  const sorted = ascending(wallMs);
  return { ...medianInterval(sorted), median: sorted[(sorted.length - 1) >> 1] ?? Number.NaN };
}

/** How much longer one thing takes than another, from rounds that ran side by side. */
export interface RatioInterval extends Interval {
  /**
   * "longer" or "shorter" where the interval says so; "no clear difference" where it holds 1 or lies within ±2 %;
   * "too short to tell" where a median is below a few steps of the clock, so that no order is given;
   * "too few rounds" where there are fewer than four and the ratio is not so far from 1 that noise cannot explain it.
   */
  readonly verdict: "longer" | "shorter" | "no clear difference" | "too short to tell" | "too few rounds";
}

/** Two medians this close (as a share of the second) are one. */
export const SAME = 0.02;
/** Fewer rounds than this give an interval that holds the truth less than 87.5 % of the time … */
const FEWEST_ROUNDS = 4;
/** … so that every one of them has to differ by this factor before an order is given. */
const CLEAR_AT_SIGHT = 1.25;

/**
 * Ratio `a / b` from paired rounds: the i-th of each ran in the same round, so that a machine that slows down during the
 * session slows both and leaves their ratio alone.
 *
 * @param a ms by round
 * @param b ms by round, same length (surplus rounds of either are left out)
 * @param timerStepMs smallest difference the clock shows; a median below ten steps is not ranked
 */
export function pairedRatio(a: readonly number[], b: readonly number[], timerStepMs: number): RatioInterval {
  const pairs = Array.from(
    { length: Math.min(a.length, b.length) },
    (_, i) => [a[i] ?? 0, b[i] ?? 0] as const,
  );
  const ratios = pairs.filter(([, second]) => second > 0).map(([first, second]) => first / second);
  const interval = medianInterval(ratios);
  const least = 10 * timerStepMs;
  if (!(median(a) >= least && median(b) >= least)) return { ...interval, verdict: "too short to tell" };
  return { ...interval, verdict: verdictOf(interval) };
}

function verdictOf({ low, high, n }: Interval): RatioInterval["verdict"] {
  if (n === 0 || (n < FEWEST_ROUNDS && low < CLEAR_AT_SIGHT && high > 1 / CLEAR_AT_SIGHT))
    return "too few rounds";
  if ((low <= 1 && high >= 1) || (low >= 1 - SAME && high <= 1 + SAME)) return "no clear difference";
  return low > 1 ? "longer" : "shorter";
}

/** Sorted copy without NaN. */
function ascending(values: readonly number[]): number[] {
  return values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
}
