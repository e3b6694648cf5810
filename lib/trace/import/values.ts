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
    .replace(/(?:\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])+/gu, " ")
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

const ISO =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,12}))?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?(?:\[[\w/+-]{1,50}\])?$/i;
/** What programs in Go write for a time that is not set. */
const UNSET = /^000[01]-01-01/;

/** ms since 1970 of a date and time in ISO 8601; fractions of ms are kept. One without a zone counts as UTC. */
export function isoTimeOf(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  const found = ISO.exec(value.trim());
  if (!found || UNSET.test(value)) return undefined;
  const [, date, time, fraction = "0", zone = "Z"] = found;
  const offset = /^[+-]\d\d$/.test(zone)
    ? `${zone}:00`
    : zone.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2").replace(/^(UTC|GMT)$/i, "Z");
  const whole = Date.parse(`${date}T${time?.length === 5 ? `${time}:00` : time}${offset.toUpperCase()}`);
  return Number.isNaN(whole) ? undefined : whole + Number(`0.${fraction}`) * 1_000;
}

/** ms of a time in seconds. */
export const secondsOf = (value: unknown): number | undefined => {
  const seconds = numberOf(value);
  return seconds === undefined ? undefined : seconds * 1_000;
};

/** From here on a number is no count of seconds, but of a smaller unit, since 1970: the year is 5138. */
const LARGEST_SECONDS = 1e11;

/** ms of a time in seconds, or in ms, µs or ns since 1970. */
export function epochOf(value: unknown): number | undefined {
  const number = numberOf(value);
  if (number === undefined) return undefined;
  let perMs = 1e-3;
  while (perMs < 1e6 && Math.abs(number) >= LARGEST_SECONDS * perMs * 1e3) perMs *= 1e3;
  return number / perMs;
}

/** A value deep inside what a protobuf was written as: "startTime", or "start_time" where it keeps the names of fields. */
export function protoAt(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    const members = membersOf(found);
    found = members?.[key] ?? members?.[key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];
  }
  return found;
}

/** A value of a table by a stranger's word: "constructor" and the like are in none. */
export const lookUp = <T>(table: Readonly<Record<string, T>>, word: string | undefined): T | undefined =>
  word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;
