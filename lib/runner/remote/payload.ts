import type { Payload } from "@/lib/protocol/runner";
import { EncodableObject } from "../javascript/object-codec";
import { isShared } from "./shared-numbers";

/** Past this many parts a value is not looked through further; cloning will find what is wrong with it. */
const LOOK_LIMIT = 100_000;
/** Bytes of one argument or result. */
const MAX_BYTES = 64 * 2 ** 20;

export interface Inspection {
  /** Estimated bytes when cloned: 8 a number, 2 a character, byteLength of buffers. */
  bytes: number;
  /** It holds artifacts, queues or other objects that are encoded before they cross. */
  encoded: boolean;
  /** What cannot be cloned, with its path. */
  problem?: string;
}

function primitiveBytes(value: unknown): number {
  return typeof value === "string" ? value.length * 2 : 8;
}

/** Estimates a value's size and finds what cannot cross threads, in one walk. */
export function inspect(value: unknown, name: string): Inspection {
  const type = typeof value;
  if (type === "function" || type === "symbol")
    return { bytes: 0, encoded: false, problem: `${name} is a ${type}` };
  if (type !== "object" || value === null) return { bytes: primitiveBytes(value), encoded: false };
  const found: Inspection = { bytes: 0, encoded: false };
  walk(value as object, name, found, new Set(), { left: LOOK_LIMIT });
  return found;
}

function walk(
  value: object,
  path: string,
  found: Inspection,
  seen: Set<object>,
  budget: { left: number },
): void {
  if (seen.has(value) || found.problem || budget.left-- <= 0) return;
  seen.add(value);
  if (value instanceof EncodableObject) {
    found.encoded = true;
    found.bytes += value.byteLength;
    return;
  }
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    found.bytes += value.byteLength;
    return;
  }
  const visit = (part: unknown, at: () => string) => {
    const type = typeof part;
    if (type === "function" || type === "symbol") found.problem ??= `${at()} is a ${type}`;
    else if (type === "object" && part !== null) walk(part as object, at(), found, seen, budget);
    else found.bytes += primitiveBytes(part);
  };
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const part: unknown = value[i];
      if (typeof part === "number") found.bytes += 8;
      else visit(part, () => `${path}[${i}]`);
    }
  } else if (value instanceof Map) {
    for (const [key, part] of value) {
      visit(key, () => `a key of ${path}`);
      visit(part, () => `${path}.get(…)`);
    }
  } else if (value instanceof Set) {
    for (const part of value) visit(part, () => `an element of ${path}`);
  } else if (value instanceof Promise) {
    found.problem ??= `${path} is a promise (await it first)`;
  } else if (value instanceof WeakMap || value instanceof WeakSet || value instanceof WeakRef) {
    found.problem ??= `${path} holds weak references`;
  } else {
    for (const key of Object.keys(value)) {
      found.bytes += key.length * 2;
      visit((value as Record<string, unknown>)[key], () => `${path}.${key}`);
    }
  }
}

/**
 * Numbers as one Float64Array, which is shared or transferred instead of cloned; anything else as a list.
 * @param room for so many numbers
 */
export function packList(
  list: readonly unknown[],
  room: (n: number) => Float64Array = (n) => new Float64Array(n),
): Payload {
  const n = list.length;
  if (n === 0 || typeof list[0] !== "number") return { form: "list", list };
  const numbers = room(n);
  for (let i = 0; i < n; i++) {
    const value = list[i];
    if (typeof value !== "number") return { form: "list", list };
    numbers[i] = value;
  }
  return { form: "numbers", numbers };
}

export const payloadLength = (payload: Payload): number =>
  payload.form === "numbers" ? payload.numbers.length : payload.list.length;

/** A part that can be sent while the whole stays: a copy, or a view of what is shared. */
export function slicePayload(payload: Payload, from: number, to: number): Payload {
  if (payload.form === "numbers") {
    const { numbers } = payload;
    return {
      form: "numbers",
      numbers: isShared(numbers) ? numbers.subarray(from, to) : numbers.slice(from, to),
    };
  }
  return { form: payload.form, list: payload.list.slice(from, to) } as Payload;
}

export function transferables(payload: Payload): Transferable[] {
  return payload.form === "numbers" && !isShared(payload.numbers)
    ? [payload.numbers.buffer as ArrayBuffer]
    : [];
}

/** The error for a value that cannot cross, in the user's terms. */
export function refusal(task: string, found: Inspection): Error | undefined {
  if (found.problem) return new TypeError(`${task}: ${found.problem}, which cannot be sent between workers`);
  if (found.bytes > MAX_BYTES) {
    return new RangeError(
      `${task}: a value of ${Math.round(found.bytes / 2 ** 20)} MiB was to be sent between workers; the bound is ${MAX_BYTES / 2 ** 20} MiB`,
    );
  }
  return undefined;
}
