import { normalFrom } from "./durations";

/** Attempts of one item that are expected to fail, of `retries + 1`. */
export function expectedFailures(failures: number, retries: number): number {
  let expected = 0;
  for (let attempt = 1; attempt <= retries + 1; attempt += 1) expected += failures ** attempt;
  return expected;
}

/** Standard deviation of the same number. */
function deviationOfFailures(failures: number, retries: number): number {
  // E[f²] is the sum of (2k − 1) P(f ≥ k).
  let squares = 0;
  for (let attempt = 1; attempt <= retries + 1; attempt += 1)
    squares += (2 * attempt - 1) * failures ** attempt;
  return Math.sqrt(Math.max(0, squares - expectedFailures(failures, retries) ** 2));
}

/** Failures of a run of items are drawn together where so many of its items are expected to fail, or so many attempts. */
const NORMAL_ITEMS = 25;
const NORMAL_ATTEMPTS = 100;

/** Draws which attempts fail, of one run of items after the other. */
export class FailingAttempts {
  private readonly expected: number;
  private readonly deviation: number;
  /** Items before the next one of which an attempt fails. */
  private until: number;

  constructor(
    private readonly failures: number,
    private readonly retries: number,
    private readonly random: () => number,
  ) {
    this.expected = expectedFailures(failures, retries);
    this.deviation = deviationOfFailures(failures, retries);
    this.until = this.skip();
  }

  /** Of the next `n` items: attempts that fail, and items of which all do. */
  next(n: number): { readonly failed: number; readonly lost: number } {
    const { failures, retries, expected } = this;
    const many = n * failures * (1 - failures) >= NORMAL_ITEMS || n * expected >= NORMAL_ATTEMPTS;
    if (n > 1 && many) {
      const failed = n * expected + Math.sqrt(n) * this.deviation * normalFrom(this.random);
      return { failed: Math.max(0, failed), lost: n * failures ** (retries + 1) };
    }
    let failed = 0;
    let lost = 0;
    let left = n;
    while (this.until < left) {
      left -= this.until + 1;
      let attempts = 1;
      while (attempts <= retries && this.random() < failures) attempts += 1;
      failed += attempts;
      if (attempts > retries) lost += 1;
      this.until = this.skip();
    }
    this.until -= left;
    return { failed, lost };
  }

  /** Geometric: how many items succeed at once before one does not. */
  private skip(): number {
    if (this.failures === 0) return Number.POSITIVE_INFINITY;
    if (this.failures === 1) return 0;
    return Math.floor(Math.log(1 - this.random()) / Math.log1p(-this.failures));
  }
}
