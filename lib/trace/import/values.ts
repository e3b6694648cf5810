import { NAME_MAX_LENGTH } from "@/lib/model/limits";
import type { Members } from "./bytes/part";

/** Reading values of files that anybody may have written: each gives undefined for what is not of its kind. */

export const membersOf = (value: unknown): Members | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Members) : undefined;

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A value deep inside. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const key of path) found = membersOf(found)?.[key];
  return found;
}

/** Without control characters, and no longer than a name may be. Empty text counts as none. */
export function textOf(value: unknown, maxLength = NAME_MAX_LENGTH): string | undefined {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (typeof value !== "string") return undefined;
  const text = value
    .slice(0, maxLength)
    .replace(/\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, " ")
    .trim();
  return text === "" ? undefined : text;
}

export function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

export function countOf(value: unknown): number | undefined {
  const number = numberOf(value);
  return number !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(\.\d{1,12})?\s*(Z|[+-]\d\d:?\d\d|[+-]\d\d)?$/i;

/** ms since 1970 of a date and time in ISO 8601; fractions of ms are kept. One without a zone counts as UTC. */
export function isoTimeOf(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  const found = ISO.exec(value.trim());
  if (!found) return undefined;
  const [, date, time, fraction = "", zone = "Z"] = found;
  const offset = /^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2");
  const whole = Date.parse(`${date}T${time?.length === 5 ? `${time}:00` : time}${offset.toUpperCase()}`);
  return Number.isNaN(whole) ? undefined : whole + Number(`0${fraction || ".0"}`) * 1_000;
}

/** ms of a time in seconds. */
export const secondsOf = (value: unknown): number | undefined => {
  const seconds = numberOf(value);
  return seconds === undefined ? undefined : seconds * 1_000;
};

/** A value of a table by a stranger's word: "constructor" and the like are in none. */
export const lookUp = <T>(table: Readonly<Record<string, T>>, word: string | undefined): T | undefined =>
  word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;
