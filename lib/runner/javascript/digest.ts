import { combine, hashBytes, hashText } from "@/lib/base/hash";
import { digestOfNumber } from "../host/identity";
import { canonical } from "./canonical";
import { viewType } from "./copy/buffers";

/** Levels of lists and plain objects that are walked here; what is deeper, or of other types, by its canonical text. */
const MAX_DEPTH = 16;

const TRUE = combine(1, 1);
const FALSE = combine(1, 2);
const NULL = combine(1, 3);
const UNDEFINED = combine(1, 4);
const LIST = combine(1, 5);
const OBJECT = combine(1, 6);
const TEXT = combine(1, 7);
const OTHER = combine(1, 8);
const BYTES = combine(1, 9);

/** Longer lists may be mostly holes. */
const MAX_READ_BY_INDEX = 100_000;

/** Whether all that was walked since it was set can be compared. */
let isComparable = true;

/** Digest of a list of values, equal for equal ones. What has no canonical form is the same in all, and makes it negative. */
export function digest(values: readonly unknown[]): number {
  isComparable = true;
  try {
    const found = list(values, 0);
    return isComparable ? found : -1 - found;
  } catch {
    // An accessor threw.
    return -1;
  }
}

function digestOfText(value: unknown): number {
  try {
    return combine(OTHER, hashText(canonical(value)));
  } catch {
    isComparable = false;
    return OTHER;
  }
}

function of(value: unknown, depth: number): number {
  switch (typeof value) {
    case "number":
      return digestOfNumber(value);
    case "string":
      return combine(TEXT, hashText(value));
    case "boolean":
      return value ? TRUE : FALSE;
    case "undefined":
      return UNDEFINED;
    case "object":
      if (value === null) return NULL;
      if (depth < MAX_DEPTH) {
        if (Array.isArray(value)) return list(value, depth + 1);
        // Bytes as bytes: as text they would take a hundred times as long.
        if (ArrayBuffer.isView(value)) return bytes(value);
        if (Object.getPrototypeOf(value) === Object.prototype)
          return object(value as Readonly<Record<string, unknown>>, depth + 1);
      }
  }
  return digestOfText(value);
}

function list(values: readonly unknown[], depth: number): number {
  if (values.length > MAX_READ_BY_INDEX && Object.keys(values).length < values.length)
    return digestOfText(values);
  let sum = combine(LIST, values.length);
  for (let i = 0; i < values.length; i++) sum = combine(sum, of(values[i], depth));
  return sum;
}

function bytes(view: ArrayBufferView): number {
  try {
    const found = hashBytes(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    return combine(combine(BYTES, hashText(viewType(view))), found);
  } catch {
    // It was transferred.
    return digestOfText(view);
  }
}

/** The order of keys does not count. */
function object(record: Readonly<Record<string, unknown>>, depth: number): number {
  let low = 0;
  let high = 0;
  for (const key of Object.keys(record)) {
    const part = combine(hashText(key), of(record[key], depth));
    low = (low + part) >>> 0;
    high = (high + part / 2 ** 32) >>> 0;
  }
  return combine(combine(OBJECT, high), low);
}
