import { decodeNumbers, encodeNumbers } from "@/lib/estimate/link";
import type { Numbers } from "@/lib/estimate/numbers";

/**
 * Your numbers as an option of a link, readable and without escapes: the fields that differ from the base of their version,
 * by their names. `work.items:10000,work.item.kind:fixed,work.item.ms:300000,workers:64`.
 */

/** Characters. All fields at their longest are about half of it. */
const MAX_LENGTH = 4_000;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;
const NAME = /^[A-Za-z0-9]{1,30}$/;
const MAX_DEPTH = 3;

type Fields = Map<string, Fields | string | number>;

export const writeNumbersOption = (numbers: Numbers): string => flat(encodeNumbers(numbers), "").join(",");

function flat(value: object, prefix: string): string[] {
  return Object.entries(value).flatMap(([name, each]: [string, unknown]) => {
    const path = `${prefix}${name}`;
    return typeof each === "object" && each !== null ? flat(each, `${path}.`) : [`${path}:${each}`];
  });
}

/** @returns undefined for anything that `writeNumbersOption` could not have written. Never throws */
export function readNumbersOption(text: string): Numbers | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const fields: Fields = new Map();
  for (const part of text.split(",").filter((each) => each !== "")) {
    const colon = part.indexOf(":");
    const value = part.slice(colon + 1);
    const path = part.slice(0, colon).split(".");
    const last = path.pop();
    if (colon < 0 || last === undefined || !NAME.test(last) || path.length >= MAX_DEPTH) return undefined;
    let at = fields;
    for (const name of path) {
      const inner = at.get(name) ?? new Map();
      if (!NAME.test(name) || !(inner instanceof Map)) return undefined;
      at.set(name, inner);
      at = inner;
    }
    if (at.has(last)) return undefined;
    at.set(last, NUMBER.test(value) ? Number(value) : value);
  }
  return decodeNumbers(objectOf(fields));
}

/** `fromEntries` defines keys, so that "__proto__" is a field like any other, and refused by the schema. */
const objectOf = (fields: Fields): object =>
  Object.fromEntries(
    [...fields].map(([name, value]) => [name, value instanceof Map ? objectOf(value) : value]),
  );
