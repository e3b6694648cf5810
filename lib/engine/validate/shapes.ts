import {
  CACHE_KEY_MAX_LENGTH,
  LIMITS_BY_SOURCE,
  NAME_MAX_LENGTH,
  RETRY_MAX_DELAY_MS,
} from "@/lib/model/limits";

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
export const isText = (value: unknown, max = NAME_MAX_LENGTH): value is string =>
  typeof value === "string" && value.length <= max;
export const isName = (value: unknown): value is string => isText(value);
export const isWhole = (value: unknown, least = 0, most = Number.MAX_SAFE_INTEGER): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most;
export const isNumber = (value: unknown): value is number => typeof value === "number";
/** Every span has one; -1 is none. */
export const isSpanId = (value: unknown): value is number => isWhole(value, -1);
/** A reading of a clock, or NaN. @param most ms; simulated trials, which have no log, last longer than measured ones */
export const isTime = (value: unknown, most = LIMITS_BY_SOURCE.simulated.timeMs): boolean =>
  isNumber(value) && (Math.abs(value) <= most || Number.isNaN(value));

/** By index: `every` would skip the holes that a stranger's list may have. */
export function isList(
  value: unknown,
  of: (part: unknown) => boolean,
  most = Number.POSITIVE_INFINITY,
): boolean {
  if (!Array.isArray(value) || value.length > most) return false;
  for (let i = 0; i < value.length; i++) if (!of(value[i])) return false;
  return true;
}
export const maybe = (value: unknown, check: (value: unknown) => boolean): boolean =>
  value === undefined || check(value);

export const isKey = (value: unknown): value is string => isText(value, CACHE_KEY_MAX_LENGTH);
export const isDelay = (value: unknown): boolean =>
  isNumber(value) && value >= 0 && value <= RETRY_MAX_DELAY_MS;

/** Length of a payload, or NaN where it is none. */
export function lengthOf(value: unknown): number {
  if (!isObject(value)) return Number.NaN;
  if (value.form === "numbers")
    return value.numbers instanceof Float64Array ? value.numbers.length : Number.NaN;
  if (!Array.isArray(value.list)) return Number.NaN;
  if (value.form === "tuples" && !isList(value.list, Array.isArray)) return Number.NaN;
  return value.form === "list" || value.form === "tuples" ? value.list.length : Number.NaN;
}
