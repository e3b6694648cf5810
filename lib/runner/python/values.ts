import { combine, hashText } from "@/lib/base/hash";
import { PREVIEW_MAX_LENGTH } from "@/lib/model/limits";
import type { Copied, Inspection, LanguageValues } from "../host/language";
import { FanoutError } from "../remote/errors";
import { bytesFromText, textFromBytes } from "./base64";
import { PythonError } from "./python-error";

/** What JavaScript cannot do with a pickle; lib/python/_fanout/values.py. */
export interface Pickles {
  /** Never throws. */
  preview(pickle: unknown): string;
  /** A pickle that is the same for equal values; undefined where there is none. */
  canonical(pickle: unknown): Uint8Array | undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** Bytes of pickles in a value, in lists and in objects. */
function bytesOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value === "string") return value.length * 2;
  if (value instanceof PythonError) return value.message.length * 2;
  if (!isRecord(value)) return 8;
  let bytes = 0;
  for (const each of Array.isArray(value) ? value : Object.values(value)) bytes += bytesOf(each);
  return bytes;
}

/** Opcodes of pickles of protocol 5 (CPython's Lib/pickletools.py). */
const MEMOIZE = 0x94;
const EMPTY_DICT = 0x7d;
const EMPTY_SET = 0x8f;
const FROZENSET = 0x91;

/**
 * Whether equal values have equal bytes, for sure. Not those with two objects that may be one, and not dicts and sets, whose
 * order is in the bytes. A byte of a text that looks like an opcode counts as one: that only takes longer.
 */
function isPlain(pickle: Uint8Array): boolean {
  let memoized = 0;
  for (const byte of pickle) {
    if (byte === EMPTY_DICT || byte === EMPTY_SET || byte === FROZENSET) return false;
    if (byte === MEMOIZE && ++memoized > 1) return false;
  }
  return true;
}

/** The same for the same bytes. */
export function digestOfPickle(bytes: Uint8Array): number {
  let low = 0x9e3779b9 ^ bytes.length;
  let high = 0x85ebca6b;
  for (const byte of bytes) {
    low = Math.imul(low ^ byte, 0x9e3779b1);
    high = Math.imul((high << 13) | (high >>> 19), 5) ^ byte ^ low;
  }
  return combine(high >>> 0, low >>> 0);
}

/** From this size on, a pickle is compared by its bytes: reading it again would take too long. */
const MAX_CANONICAL_BYTES = 2 ** 20;

/**
 * Python's operations on values. A value is a pickle, which nobody changes: it is never copied in a thread. Lists and objects
 * hold the arguments of a call and the inputs of a workflow; what comes from the page is JSON's.
 */
export function pythonValues(pickles: Pickles): LanguageValues {
  const inspect = (value: unknown): Inspection => ({
    bytes: bytesOf(value),
    encoded: value instanceof PythonError,
  });
  const kept = (value: unknown): Copied => ({ value, bytes: bytesOf(value), encoded: false });

  const canonicalBytes = (pickle: Uint8Array): Uint8Array | undefined =>
    pickle.length > MAX_CANONICAL_BYTES || isPlain(pickle) ? pickle : pickles.canonical(pickle);

  /** @throws TypeError for what cannot be compared */
  function digestOf(value: unknown): number {
    if (value instanceof Uint8Array) {
      const bytes = canonicalBytes(value);
      if (!bytes) throw new TypeError("it holds an object");
      return digestOfPickle(bytes);
    }
    if (!isRecord(value)) return hashText(`${typeof value} ${String(value)}`);
    let sum = 1;
    if (Array.isArray(value)) for (const each of value) sum = combine(sum, digestOf(each));
    else
      for (const key of Object.keys(value).sort())
        sum = combine(combine(sum, hashText(key)), digestOf(value[key]));
    return sum;
  }

  return {
    inspect,
    isCopied: () => false,
    copy: kept,
    encode: (value) =>
      value instanceof PythonError
        ? { value: value.encode(), bytes: bytesOf(value), encoded: true }
        : { ...kept(value), ...problemOf(value) },
    decode: (crossed) => PythonError.decode(crossed) ?? crossed,
    digest(values) {
      try {
        return digestOf(values);
      } catch {
        return -1;
      }
    },
    canonical: (value) => String(digestText(value, canonicalBytes)),
    preview: (value) =>
      (isRecord(value) && !(value instanceof Uint8Array) ? previewOf(value) : one(value)).slice(
        0,
        PREVIEW_MAX_LENGTH,
      ),
    argumentsText(args, max) {
      const text = argumentsText(args);
      return text.length <= max ? text : undefined;
    },
    argumentsOf(text) {
      try {
        const list: unknown = JSON.parse(text);
        if (Array.isArray(list)) return list.map(fromText);
      } catch {
        // Said below.
      }
      throw new FanoutError("the arguments that were kept cannot be read; run the whole program again");
    },
  };

  function one(value: unknown): string {
    return value instanceof Uint8Array ? pickles.preview(value) : String(value);
  }

  function previewOf(value: Readonly<Record<string, unknown>>): string {
    if (Array.isArray(value)) return value.map(one).join(", ");
    return Object.entries(value)
      .map(([name, each]) => `${name}=${one(each)}`)
      .join(", ");
  }
}

/** Errors of the host cross by their name and message, not as objects. */
const problemOf = (value: unknown): { readonly problem?: string } =>
  value instanceof Error ? { problem: "it is an error of the host" } : {};

/** @throws TypeError for what cannot be compared */
function digestText(value: unknown, canonical: (pickle: Uint8Array) => Uint8Array | undefined): string {
  if (value instanceof Uint8Array) {
    const bytes = canonical(value);
    if (!bytes) throw new TypeError("an argument holds an object");
    return textFromBytes(bytes);
  }
  if (!isRecord(value)) return JSON.stringify(value) ?? "undefined";
  if (Array.isArray(value)) return `[${value.map((each) => digestText(each, canonical)).join()}]`;
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${digestText(value[key], canonical)}`);
  return `{${entries.join()}}`;
}

/** Arguments as text that gives them again: pickles in base64. Keyword arguments are an object with one. */
export const argumentsText = (args: readonly unknown[]): string =>
  JSON.stringify(args, (_, value) => (value instanceof Uint8Array ? textFromBytes(value) : value));

function fromText(value: unknown): unknown {
  if (typeof value === "string") return bytesFromText(value);
  if (isRecord(value) && typeof value.kwargs === "string") return { kwargs: bytesFromText(value.kwargs) };
  throw new TypeError("not an argument");
}
