/** Crossing to another worker: plain data is copied; what is an object of the SDK's own stays that object. */
export function cross(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(cross);
  if (Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cross(inner)]));
  }
  return "$fanout" in value ? value : structuredClone(value);
}

/** A number in [0, 1) that depends on these three and nothing else (FNV-1a, then two rounds of mixing). */
export function draw(seed: number, path: string, attempt: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const sign of `${path}@${attempt}`) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Dagster's formulas, as in its `RetryPolicy`. @param attempt that failed, from 1 */
export function retryDelay(
  rule: { readonly delayMs?: number; readonly backoff?: string; readonly jitter?: string },
  attempt: number,
  random: number,
): number {
  const { delayMs = 0 } = rule;
  const factor = rule.backoff === "linear" ? attempt : rule.backoff === "exponential" ? 2 ** attempt - 1 : 1;
  const delay = factor * delayMs;
  if (rule.jitter === "full") return random * delay;
  if (rule.jitter === "plus-minus") return Math.max(0, delay + (2 * random - 1) * delayMs);
  return delay;
}
