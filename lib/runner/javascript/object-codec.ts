/**
 * SDK objects that keep their class when they cross threads. Structured clone drops classes, so they cross as plain records
 * with an `OBJECT_TAG` and are restored on the other side.
 */
export const OBJECT_TAG = "$fanout";

export abstract class EncodableObject {
  abstract get byteLength(): number;
  /** The record that crosses; its `OBJECT_TAG` names the class. */
  abstract encode(): Record<string, unknown>;
}

/** By the record's `OBJECT_TAG`. */
export type Decoders = Readonly<Record<string, (record: Record<string, unknown>) => unknown>>;

/** Replaces every encoded object in a value by its record; containers on the way are copied. */
export function encodeObjects(value: unknown): unknown {
  return replace(value, (part) => (part instanceof EncodableObject ? part.encode() : undefined), new Map());
}

/** Restores encoded objects. */
export function decodeObjects(value: unknown, decoders: Decoders): unknown {
  if (!mayHoldObjects(value) || !holdsObject(value, new Set())) return value;
  const decode = (part: object): unknown => {
    const kind = (part as Record<string, unknown>)[OBJECT_TAG];
    return typeof kind === "string" && Object.hasOwn(decoders, kind)
      ? decoders[kind]?.(part as Record<string, unknown>)
      : undefined;
  };
  return replace(value, decode, new Map());
}

/** Whether a value may hold encoded objects. Cheap: primitives and typed arrays never do. */
const mayHoldObjects = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !ArrayBuffer.isView(value);

function holdsObject(value: object, seen: Set<object>): boolean {
  if (seen.has(value) || seen.size > 100_000) return false;
  seen.add(value);
  if (Object.hasOwn(value, OBJECT_TAG)) return true;
  const parts: Iterable<unknown> =
    Array.isArray(value) || value instanceof Set
      ? value
      : value instanceof Map
        ? [...value].flat()
        : Object.values(value);
  for (const part of parts) if (mayHoldObjects(part) && holdsObject(part, seen)) return true;
  return false;
}

function replace(value: unknown, by: (part: object) => unknown, done: Map<object, unknown>): unknown {
  if (typeof value !== "object" || value === null) return value;
  const before = done.get(value);
  if (before !== undefined) return before;
  const replaced = by(value);
  if (replaced !== undefined) {
    done.set(value, replaced);
    return replaced;
  }
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    done.set(value, copy);
    for (const part of value) copy.push(replace(part, by, done));
    return copy;
  }
  if (value instanceof Map) {
    const copy = new Map<unknown, unknown>();
    done.set(value, copy);
    for (const [key, part] of value) copy.set(replace(key, by, done), replace(part, by, done));
    return copy;
  }
  if (value instanceof Set) {
    const copy = new Set<unknown>();
    done.set(value, copy);
    for (const part of value) copy.add(replace(part, by, done));
    return copy;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const copy: Record<string, unknown> = {};
  done.set(value, copy);
  for (const key of Object.keys(value))
    copy[key] = replace((value as Record<string, unknown>)[key], by, done);
  return copy;
}
