import type { RetryRule } from "@/lib/protocol/runner";

/** A `retries` option in its full form. @throws TypeError for values that make no sense. */
export function retryRule(retries: unknown, where: string): RetryRule | undefined {
  if (retries === undefined) return undefined;
  if (typeof retries === "number") return retryRule({ maxRetries: retries }, where);
  if (typeof retries !== "object" || retries === null)
    throw new TypeError(`${where}: retries is a number or a policy`);
  const { maxRetries = 0, delayMs = 0, backoff = "constant", jitter } = retries as Partial<RetryRule>;
  if (!Number.isInteger(maxRetries) || maxRetries < 0)
    throw new TypeError(`${where}: maxRetries is a whole number, 0 or more`);
  if (!(typeof delayMs === "number" && delayMs >= 0))
    throw new TypeError(`${where}: delayMs is a number of ms, 0 or more`);
  if (!["constant", "linear", "exponential"].includes(backoff))
    throw new TypeError(`${where}: unknown backoff "${backoff}"`);
  if (jitter !== undefined && jitter !== "full" && jitter !== "plus-minus")
    throw new TypeError(`${where}: unknown jitter "${jitter}"`);
  return maxRetries === 0 ? undefined : { maxRetries, delayMs, backoff, jitter };
}

/**
 * ms to wait after the failed attempt `n` (from 1), by Dagster's formulas (dagster/_core/definitions/policy.py):
 * linear n·d, exponential (2^n − 1)·d, full jitter random·value, plus-minus value ± d, never below 0.
 * @param random in [0, 1).
 */
export function retryDelayMs(rule: RetryRule, n: number, random: () => number): number {
  const d = rule.delayMs;
  const base = rule.backoff === "linear" ? n * d : rule.backoff === "exponential" ? (2 ** n - 1) * d : d;
  if (rule.jitter === "full") return random() * base;
  if (rule.jitter === "plus-minus") return Math.max(0, base + 2 * d * (random() - 0.5));
  return base;
}
