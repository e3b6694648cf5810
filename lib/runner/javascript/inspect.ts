import type { Inspection } from "../host/language";
import { EncodableObject } from "./object-codec";

/** Parts of a value that are inspected. What is wrong with the rest shows when it is cloned. */
const MAX_INSPECTED_PARTS = 100_000;

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
  walk(value as object, name, found, new Set(), { left: MAX_INSPECTED_PARTS });
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
