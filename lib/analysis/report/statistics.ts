/** The median; NaN of no values. */
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
 * median with probability `1 − 2·P(Bin(n, ½) < k)`, whatever the distribution (timings are not normal). k is the largest
 * that reaches the level. With fewer than 6 values even the whole range does not reach 95 %; `level` is what it reaches.
 */
export function medianInterval(values: readonly number[], level = 0.95): Interval {
  const sorted = ascending(values);
  const n = sorted.length;
  if (n === 0) return { median: Number.NaN, low: Number.NaN, high: Number.NaN, level: 0, n };
  let k = 1;
  // P(Bin(n, ½) < k) for k = 1, and its last term.
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
 * As `medianInterval`, for the times of rounds: the median is always one of them, the lower of the two middle ones for an
 * even number. So the time, tree and breakdown that are shown belong to the same round.
 */
export function roundsInterval(wallMs: readonly number[]): Interval {
  const sorted = ascending(wallMs);
  return { ...medianInterval(sorted), median: sorted[(sorted.length - 1) >> 1] ?? Number.NaN };
}

/** How much longer one strategy takes than another, from interleaved rounds. */
export interface RatioInterval extends Interval {
  /**
   * "longer" or "shorter" where the interval shows it; "no clear difference" where it holds 1 or is within ±2 %;
   * "too fast to compare" where a median is below a few steps of the clock;
   * "too few rounds" where there are fewer than four and the ratio is not so far from 1 that noise cannot explain it.
   */
  readonly verdict: "longer" | "shorter" | "no clear difference" | "too fast to compare" | "too few rounds";
}

/** Two medians this close, as a share of the second, count as equal. */
const EQUAL_MARGIN = 0.02;
/** Fewer rounds give an interval that holds the true ratio less than 87.5 % of the time … */
const RANKED_MIN_ROUNDS = 4;
/** … so every round has to differ by this factor before they are ranked … */
const FEW_ROUNDS_MIN_RATIO = 1.25;
/** … and a single round by this one: there is no other that would show how much they vary. */
const ONE_ROUND_MIN_RATIO = 1.5;

/**
 * Ratio `a / b` from paired rounds: the i-th of each ran in the same round, so that a machine that slows down during the
 * session slows both and does not change their ratio.
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
  if (!(median(a) >= least && median(b) >= least)) return { ...interval, verdict: "too fast to compare" };
  return { ...interval, verdict: verdictOf(interval) };
}

function verdictOf({ low, high, n }: Interval): RatioInterval["verdict"] {
  const least = n === 1 ? ONE_ROUND_MIN_RATIO : FEW_ROUNDS_MIN_RATIO;
  if (n === 0 || (n < RANKED_MIN_ROUNDS && low < least && high > 1 / least)) return "too few rounds";
  if ((low <= 1 && high >= 1) || (low >= 1 - EQUAL_MARGIN && high <= 1 + EQUAL_MARGIN))
    return "no clear difference";
  return low > 1 ? "longer" : "shorter";
}

/** Sorted copy without NaN. */
function ascending(values: readonly number[]): number[] {
  return values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
}
