import { INPUT_MAX_NUMBERS, JSON_MAX_DEPTH } from "@/lib/model/limits";
import { parseRange, writeRanges } from "./number-ranges";
import type { InputField } from "./program";

export type ParsedInput =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

const WHAT: Readonly<Record<InputField["type"], string>> = {
  number: "a number",
  string: "a string",
  boolean: "true or false",
  numbers: "a list of numbers",
  strings: "a list of strings",
  json: "a JSON value",
};

/**
 * Reads what somebody typed into a field of the form.
 * Numbers may be written as in a program (`1_000`, `1e3`, `0xff`), lists of numbers with commas or spaces between them
 * and with ranges (`1..100`), lists of texts one a line, and both as JSON; anything else is JSON.
 */
export function parseInput(field: Pick<InputField, "name" | "type">, text: string): ParsedInput {
  const trimmed = text.trim();
  switch (field.type) {
    case "string":
      return { ok: true, value: text };
    case "boolean":
      if (trimmed === "true" || trimmed === "false") return { ok: true, value: trimmed === "true" };
      return refused(field, text);
    case "number": {
      const value = numberOf(trimmed);
      return value === undefined ? refused(field, text) : { ok: true, value };
    }
    case "numbers": {
      if (trimmed.startsWith("[")) return parseJson(field, trimmed);
      const items = trimmed.split(/[\s,]+/).filter((item) => item !== "");
      const values: number[] = [];
      for (const item of items) {
        const range = parseRange(item) ?? numberOf(item);
        if (range === undefined) return refused(field, item);
        // Not spread into push: a call takes some 100,000 arguments at most.
        for (const value of typeof range === "number" ? [range] : range) values.push(value);
        if (values.length > INPUT_MAX_NUMBERS) return tooMany(field);
      }
      return { ok: true, value: values };
    }
    case "strings":
      if (trimmed.startsWith("[")) return parseJson(field, trimmed);
      return { ok: true, value: text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "") };
    case "json":
      return parseJson(field, trimmed);
  }
}

/** The text of a value for the form, which `parseInput` reads back as the same value. */
export function formatInput(field: Pick<InputField, "type">, value: unknown): string {
  if (field.type === "string" && typeof value === "string") return value;
  if (field.type === "numbers" && Array.isArray(value) && value.every(isNumber))
    return writeRanges(value, plainJson).join(", ");
  if (field.type === "strings" && Array.isArray(value) && value.every(isLine)) return value.join("\n");
  return field.type === "json" ? JSON.stringify(value, null, 2) : plainJson(value);
}

// JSON has no -0.
const plainJson = (value: unknown) => (Object.is(value, -0) ? "-0" : JSON.stringify(value));

const isLine = (item: unknown, index: number) =>
  typeof item === "string" &&
  item.trim() !== "" &&
  !/[\r\n]/.test(item) &&
  !(index === 0 && item.trim().startsWith("["));

export function fits(type: InputField["type"], value: unknown): boolean {
  switch (type) {
    case "number":
      return isNumber(value);
    case "string":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "numbers":
      return Array.isArray(value) && value.every(isNumber);
    case "strings":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "json":
      return isJson(value, 0);
  }
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

function isJson(value: unknown, level: number): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean" || isNumber(value))
    return true;
  if (typeof value !== "object" || level >= JSON_MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, level + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === null || prototype === Object.prototype;
  return isPlain && Object.values(value).every((item) => item === undefined || isJson(item, level + 1));
}

function numberOf(text: string): number | undefined {
  const digits = text.replace(/(?<=[\da-f])_(?=[\da-f])/gi, "");
  if (!/^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|0x[\da-f]+|0b[01]+|0o[0-7]+)$/i.test(digits))
    return undefined;
  const value = Number(digits);
  return Number.isFinite(value) ? value : undefined;
}

function parseJson(field: Pick<InputField, "name" | "type">, text: string): ParsedInput {
  try {
    const value: unknown = JSON.parse(text);
    return fits(field.type, value) ? { ok: true, value } : refused(field, text);
  } catch {
    return refused(field, text);
  }
}

/** Whether a value is one of the field's choices, where it has some. */
export const isChoice = ({ choices }: Pick<InputField, "choices">, value: unknown): boolean =>
  choices === undefined || choices.includes(value as string);

/** `"n" must be a number, not …`. */
export const mistyped = (
  { name, type, choices }: Pick<InputField, "name" | "type" | "choices">,
  value: unknown,
): string => `"${name}" must be ${choices ? listed(choices) : WHAT[type]}${shown(value)}.`;

const listed = (choices: readonly string[]): string =>
  choices.length > 1 ? `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}` : `${choices[0]}`;

const refused = ({ name, type }: Pick<InputField, "name" | "type">, text: string): ParsedInput => ({
  ok: false,
  message: text.trim() === "" ? `Enter ${WHAT[type]} for "${name}".` : mistyped({ name, type }, text),
});

const tooMany = ({ name }: Pick<InputField, "name">): ParsedInput => ({
  ok: false,
  message: `"${name}" can contain at most ${INPUT_MAX_NUMBERS.toLocaleString("en")} numbers.`,
});

/** `, not …`, shortened. */
function shown(value: unknown): string {
  if (value === null) return ", not null";
  if (typeof value === "object") return Array.isArray(value) ? ", not this list" : ", not this object";
  if (typeof value === "function" || typeof value === "symbol") return `, not a ${typeof value}`;
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return `, not ${text.length > 40 ? `${text.slice(0, 39)}…` : text}`;
}
