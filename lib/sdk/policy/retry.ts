import type { RetryRule } from "@/lib/protocol/calls";

/** A `retries` option in its full form. @throws TypeError for values that make no sense. */
export function retryRule(retries: unknown, where: string): RetryRule | undefined {
  if (retries === undefined) return undefined;
  if (typeof retries === "number") return retryRule({ maxRetries: retries }, where);
  if (typeof retries !== "object" || retries === null)
    throw new TypeError(`${where}: \`retries\` must be a number or a retry policy`);
  const rule = retries as Partial<RetryRule>;
  const { maxRetries = 0, delayMs = 0, backoff = "constant", jitter } = rule;
  const { factor = 1, mostMs } = rule;
  if (!Number.isInteger(maxRetries) || maxRetries < 0)
    throw new TypeError(`${where}: \`maxRetries\` must be a whole number of at least 0`);
  if (!(typeof delayMs === "number" && delayMs >= 0))
    throw new TypeError(`${where}: \`delayMs\` must be a number of ms of at least 0`);
  if (!["constant", "linear", "exponential", "geometric"].includes(backoff))
    throw new TypeError(`${where}: unknown backoff "${backoff}". Use "constant", "linear" or "exponential".`);
  if (jitter !== undefined && jitter !== "full" && jitter !== "plus-minus")
    throw new TypeError(`${where}: unknown jitter "${jitter}". Use "full" or "plus-minus".`);
  if (!(factor >= 1 && (mostMs ?? 0) >= 0))
    throw new TypeError(`${where}: \`factor\` must be at least 1, and \`mostMs\` at least 0`);
  if (maxRetries === 0) return undefined;
  return backoff === "geometric"
    ? { maxRetries, delayMs, backoff, factor, mostMs }
    : { maxRetries, delayMs, backoff, jitter };
}

/**
 * ms to wait after the failed attempt `n` (from 1), by Dagster's formulas (dagster/_core/definitions/policy.py):
 * linear n·d, exponential (2^n − 1)·d, full jitter random·value, plus-minus value ± d, never below 0. Geometric is Flyte's
 * backoff: d·factor^(n − 1), at most `mostMs`.
 * @param random in [0, 1).
 */
export function retryDelayMs(rule: RetryRule, n: number, random: () => number): number {
  const d = rule.delayMs;
  if (rule.backoff === "geometric")
    return Math.min(rule.mostMs ?? Number.POSITIVE_INFINITY, d * (rule.factor ?? 1) ** (n - 1));
  const base = rule.backoff === "linear" ? n * d : rule.backoff === "exponential" ? (2 ** n - 1) * d : d;
  if (rule.jitter === "full") return random() * base;
  if (rule.jitter === "plus-minus") return Math.max(0, base + 2 * d * (random() - 0.5));
  return base;
}
