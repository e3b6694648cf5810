import { VALUE_MAX_DEPTH } from "@/lib/model/limits";
import { viewType } from "./copy/buffers";
import { fieldsOf } from "./copy/error-record";
import { natureOf } from "./copy/nature";
import { EncodableObject } from "./copy/object-codec";
import { OBJECT_TAG } from "./copy/object-tag";
import { pathOf, type Step } from "./copy/path";
import { nameOf, withArticle } from "./copy/uncloneable";

/** Maps and sets inside of their own keys, from which on a value has no order. */
const MAX_KEYS_IN_KEYS = 8;
/** Bytes that are made text in one go. */
const BYTES_AT_ONCE = 8_192;

/**
 * A value as text, equal for equal values and different for others. What a copy of the value keeps counts: types, holes, -0,
 * which parts are the same object. What it does not keep does not: classes of the program, the order of keys, of Maps and of
 * Sets. Nor does an error's stack.
 * @param name of the value, for messages
 * @throws TypeError for what cannot be compared
 */
export function canonical(value: unknown, name = "arguments"): string {
  // The usual argument, and a hot path.
  if (typeof value === "number") return numberText(value);
  try {
    return new Writer(name, 0).text(value);
  } catch (error) {
    // The stack overflowed.
    if (error instanceof RangeError) throw new TypeError(`\`${name}\` is nested too deeply`);
    throw error;
  }
}

const numberText = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));

const byText = <T>(text: (item: T) => string, items: Iterable<T>): T[] =>
  Array.from(items, (item) => ({ item, key: text(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);

function bytesText(bytes: Uint8Array): string {
  let text = `<${bytes.length}>`;
  for (let at = 0; at < bytes.length; at += BYTES_AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(at, at + BYTES_AT_ONCE));
  return text;
}

class Writer {
  /** Objects so far, by their number in the order in which they are written. */
  private readonly seen = new Map<object, number>();
  private readonly trail: Step[] = [];

  constructor(
    private readonly name: string,
    private readonly keysInKeys: number,
  ) {}

  text(value: unknown): string {
    switch (typeof value) {
      case "number":
        return numberText(value);
      case "string":
        return JSON.stringify(value);
      case "bigint":
        return `${value}n`;
      case "function":
      case "symbol":
        return this.refuse(`a ${typeof value}`);
      case "object":
        if (value !== null) return this.object(value);
    }
    return String(value);
  }

  private refuse(what: string): never {
    throw new TypeError(`\`${pathOf(this.name, this.trail)}\` is ${what}`);
  }

  private at(step: Step, value: unknown): string {
    if (typeof value === "number") return numberText(value);
    this.trail.push(step);
    const text = this.text(value);
    this.trail.pop();
    return text;
  }

  private object(value: object): string {
    const before = this.seen.get(value);
    if (before !== undefined) return `#${before}`;
    this.seen.set(value, this.seen.size);
    if (this.trail.length > VALUE_MAX_DEPTH) this.refuse(`nested deeper than ${VALUE_MAX_DEPTH} levels`);
    if (Array.isArray(value)) return this.list(value);
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null ? this.record(value) : this.other(value);
  }

  private list(list: readonly unknown[]): string {
    const keys = Object.keys(list);
    const { length } = list;
    if (keys.length !== length || (length > 0 && keys[length - 1] !== String(length - 1)))
      return `[${length}${this.record(list)}]`;
    const parts: string[] = new Array(length);
    for (let i = 0; i < length; i++) parts[i] = this.at(i, list[i]);
    return `[${parts.join(",")}]`;
  }

  private record(value: object, keys = Object.keys(value)): string {
    const parts = keys
      .sort()
      .map((key) => `${JSON.stringify(key)}:${this.at(key, (value as Record<string, unknown>)[key])}`);
    return `{${parts.join(",")}}`;
  }

  private other(value: object): string {
    if (value instanceof EncodableObject) return this.encodable(value);
    if (value instanceof Error) return this.error(value);
    if (value instanceof Map) return this.map(value);
    if (value instanceof Set) return this.set(value);
    if (ArrayBuffer.isView(value))
      return viewType(value) + bytesText(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    if (value instanceof ArrayBuffer) return `ArrayBuffer${bytesText(new Uint8Array(value))}`;
    if (value instanceof Date) return `Date(${value.getTime()})`;
    if (value instanceof RegExp) return `RegExp(${JSON.stringify(value.source)},${value.flags})`;
    if (
      value instanceof Number ||
      value instanceof String ||
      value instanceof Boolean ||
      value instanceof BigInt
    )
      return `Object(${this.text(value.valueOf())})`;
    if (natureOf(value) === "plain") return this.record(value);
    return this.refuse(withArticle(nameOf(value)));
  }

  private encodable(value: EncodableObject): string {
    const name = String(value.encode()[OBJECT_TAG]);
    return value.comparable === undefined
      ? this.refuse(withArticle(name))
      : `${name}${this.text(value.comparable)}`;
  }

  /** In the order of the keys' own texts. */
  private map(map: ReadonlyMap<unknown, unknown>): string {
    const entries = byText(([key, part]) => this.orderOf(key, part), map);
    const parts = entries.map(
      ([key, part]) => `${this.at({ text: "'s key" }, key)}:${this.at({ text: ".get(…)" }, part)}`,
    );
    return `Map{${parts.join(",")}}`;
  }

  private set(set: ReadonlySet<unknown>): string {
    const parts = byText((part) => this.orderOf(part, undefined), set);
    return `Set{${parts.map((part) => this.at({ text: "'s element" }, part)).join(",")}}`;
  }

  /** Text by which a key is put in order: its own, and where keys may look the same with what it leads to. */
  private orderOf(key: unknown, part: unknown): string {
    if (typeof key !== "object" || key === null) return this.text(key);
    if (this.keysInKeys >= MAX_KEYS_IN_KEYS) this.refuse("a Map or a Set in its own keys");
    return new Writer(pathOf(this.name, this.trail), this.keysInKeys + 1).text([key, part]);
  }

  /** Fields that cannot be compared do not cross either, or tell nothing that could be compared. */
  private error(error: Error): string {
    const fields = fieldsOf(error)
      .sort()
      .flatMap((name) => {
        const { size } = this.seen;
        const { length } = this.trail;
        try {
          const part = this.at(name, (error as unknown as Record<string, unknown>)[name]);
          return [`${JSON.stringify(name)}:${part}`];
        } catch {
          this.trail.length = length;
          for (const known of [...this.seen.keys()].slice(size)) this.seen.delete(known);
          return [];
        }
      });
    return `Error(${JSON.stringify(String(error.name))},${JSON.stringify(String(error.message))},${fields.join(",")})`;
  }
}
