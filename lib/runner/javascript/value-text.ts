/**
 * Values as text that gives equal values again: JSON, with a tag for what JSON lacks. For what structured clone makes, lists,
 * plain objects and primitives, Date, RegExp, Map, Set, buffers and views of them. Not for cycles.
 */
const TAG = "$is";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const VIEWS = [
  Uint8Array,
  Int8Array,
  Uint8ClampedArray,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
] as const;

const tagged = (type: string, ...rest: readonly Json[]): Json => ({ [TAG]: [type, ...rest] });

/** @returns undefined for what has no such text, or one that is longer than `max` */
export function textOfValue(value: unknown, max: number): string | undefined {
  let left = max;
  /** What has been written of the text, about: a long value is not walked to its end. */
  const spend = (length: number) => {
    left -= length;
    if (left < 0) throw new RangeError("too long");
  };
  const above = new Set<object>();

  function json(part: unknown): Json {
    spend(2);
    switch (typeof part) {
      case "string":
        spend(part.length);
        return part;
      case "boolean":
        return part;
      case "number":
        return Number.isFinite(part) && !Object.is(part, -0)
          ? part
          : tagged("number", Object.is(part, -0) ? "-0" : String(part));
      case "undefined":
        return tagged("undefined");
      case "bigint":
        return tagged("bigint", String(part));
      case "object":
        return part === null ? null : within(part);
      default:
        throw new TypeError(`a ${typeof part} has no text`);
    }
  }

  function within(part: object): Json {
    if (above.has(part)) throw new TypeError("a cycle has no text");
    above.add(part);
    const made = object(part);
    above.delete(part);
    return made;
  }

  function object(part: object): Json {
    if (Array.isArray(part)) return Array.from(part, json);
    if (part instanceof Date) return tagged("Date", json(part.getTime()));
    if (part instanceof RegExp) return tagged("RegExp", part.source, part.flags);
    if (part instanceof Map) return tagged("Map", ...Array.from(part, ([key, of]) => [json(key), json(of)]));
    if (part instanceof Set) return tagged("Set", ...Array.from(part, json));
    if (part instanceof ArrayBuffer) return tagged("ArrayBuffer", base64(new Uint8Array(part)));
    const View = VIEWS.find((each) => part instanceof each);
    if (View) {
      const { buffer, byteOffset, byteLength } = part as Uint8Array;
      return tagged(View.name, base64(new Uint8Array(buffer, byteOffset, byteLength)));
    }
    if (Object.getPrototypeOf(part) !== Object.prototype) throw new TypeError("it has no text");
    const entries = Object.entries(part).map(([key, of]) => {
      spend(key.length);
      return [key, json(of)] as const;
    });
    return Object.hasOwn(part, TAG)
      ? tagged("object", ...entries.map((entry) => [...entry]))
      : Object.fromEntries(entries);
  }

  function base64(bytes: Uint8Array): string {
    spend(Math.ceil((bytes.length * 4) / 3));
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  }

  try {
    const text = JSON.stringify(json(value));
    return text.length <= max ? text : undefined;
  } catch {
    return undefined;
  }
}

/** @throws SyntaxError or TypeError for what `textOfValue` has not made */
export const valueOfText = (text: string): unknown => revive(JSON.parse(text) as Json);

function revive(json: Json): unknown {
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map(revive);
  const { [TAG]: tag } = json as Readonly<Record<string, Json>>;
  if (Array.isArray(tag)) return untagged(tag as readonly Json[]);
  return fromEntries(Object.entries(json));
}

function untagged([type, ...rest]: readonly Json[]): unknown {
  const [first, second] = rest;
  switch (type) {
    case "number":
      return Number(first);
    case "undefined":
      return undefined;
    case "bigint":
      return BigInt(first as string);
    case "Date":
      return new Date(revive(first as Json) as number);
    case "RegExp":
      return new RegExp(first as string, second as string);
    case "Map":
      return new Map(rest.map((pair) => revive(pair) as [unknown, unknown]));
    case "Set":
      return new Set(rest.map(revive));
    case "ArrayBuffer":
      return bytesOf(first as string).buffer;
    case "object":
      return fromEntries(rest as unknown as readonly [string, Json][]);
  }
  const View = VIEWS.find(({ name }) => name === type);
  if (!View) throw new TypeError("it is no value");
  return new View(bytesOf(first as string).buffer as ArrayBuffer);
}

function fromEntries(entries: readonly (readonly [string, Json])[]): object {
  const made = {};
  // "__proto__" may be a key.
  for (const [key, of] of entries)
    Object.defineProperty(made, key, {
      value: revive(of),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return made;
}

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
