import { textOf } from "@/lib/base/text-of";
import { JSON_MAX_DEPTH, REPORT_OUTPUT_MAX_BYTES } from "@/lib/model/limits";
import type { OutputText } from "@/lib/protocol/page";

/**
 * Marks what JSON cannot hold: `{ "$fanout": "<tag>", … }`. Artifacts, errors and objects that have a key `$fanout` arrive with
 * their tags already.
 */
const TAG = "$fanout";

/** An output as text of `REPORT_OUTPUT_MAX_BYTES` at most, whatever it was. */
export function outputText(value: unknown): OutputText {
  const encoded = encodeOutput(value);
  return { json: JSON.stringify(encoded.value), truncated: encoded.truncated };
}

interface EncodedOutput {
  readonly value: unknown;
  /** Something was left out; `{ "$fanout": "omitted", … }` in its place says how much. */
  readonly truncated: boolean;
}

/**
 * A value as JSON, with tags for what JSON cannot hold:
 *
 * | value | as |
 * | --- | --- |
 * | undefined | `{ $fanout: "undefined" }` |
 * | NaN, ±Infinity, -0 | `{ $fanout: "number", value: "NaN" }` … |
 * | bigint | `{ $fanout: "bigint", value: "12" }` |
 * | Date | `{ $fanout: "Date", value: ISO or "Invalid Date" }` |
 * | RegExp | `{ $fanout: "RegExp", value: "/a/g" }` |
 * | Map, Set | `{ $fanout: "Map", entries: [[k, v], …] }`, `{ $fanout: "Set", values: […] }` |
 * | typed array, ArrayBuffer, DataView | `{ $fanout: "Float64Array", values: […] }`, bytes for the last two |
 * | Error | `{ $fanout: "Error", name, message }` |
 * | a value inside itself | `{ $fanout: "cycle", depth: levels up }` |
 * | a hole in an array | `{ $fanout: "hole" }` |
 * | an object that has a key `$fanout` | `{ $fanout: "object", entries: [[key, value], …] }` |
 * | function, symbol | `{ $fanout: "function" }`, `{ $fanout: "symbol" }` |
 *
 * Past `limit` bytes the rest of each list becomes `{ $fanout: "omitted", items: n }`, and that of a string its length.
 */
export function encodeOutput(value: unknown, limit = REPORT_OUTPUT_MAX_BYTES): EncodedOutput {
  const whole = new Encoder(limit);
  const encoded = whole.encode(value);
  if (!whole.truncated && whole.room >= 0) return { value: encoded, truncated: false };
  const cut = new Encoder(Math.max(0, limit - RESERVE_BYTES));
  return { value: cut.encode(value), truncated: true };
}

/** Bytes for a key of a tag with a value that is not measured separately: at most a date outside the years 0 to 9999. */
const TAG_KEY_BYTES = 40;
/** Bytes of the longest `{"$fanout":"omitted","items":…}` with its comma. */
const OMITTED_BYTES = 64;
/** Bytes for what is still written on each open level when the room is used up: its mark and that of its last item. */
const RESERVE_BYTES = 2 * OMITTED_BYTES * (JSON_MAX_DEPTH + 2);

class Encoder {
  truncated = false;
  private readonly open: object[] = [];

  constructor(public room: number) {}

  encode(value: unknown): unknown {
    switch (typeof value) {
      case "string":
        return this.text(value);
      case "number":
        return this.number(value);
      case "boolean":
        this.room -= 6;
        return value;
      case "undefined":
        return this.tag("undefined");
      case "bigint":
        return this.tag("bigint", { value: this.text(String(value)) });
      case "function":
      case "symbol":
        return this.tag(typeof value);
      default:
        return value === null || value === undefined ? this.leaf(null, 5) : this.object(value);
    }
  }

  private object(value: object): unknown {
    const depth = this.open.lastIndexOf(value);
    if (depth >= 0) return this.tag("cycle", { depth: this.open.length - depth });
    if (this.open.length >= JSON_MAX_DEPTH) return this.omitted("deep", 1);
    this.open.push(value);
    const encoded = this.structure(value);
    this.open.pop();
    return encoded;
  }

  private structure(value: object): unknown {
    if (Array.isArray(value)) return this.array(value);
    if (value instanceof Date) {
      const time = value.getTime();
      return this.tag("Date", { value: Number.isNaN(time) ? "Invalid Date" : value.toISOString() });
    }
    if (value instanceof RegExp) return this.tag("RegExp", { value: this.text(String(value)) });
    if (value instanceof Error) {
      return this.tag("Error", {
        name: this.text(textOf(value.name)),
        message: this.text(textOf(value.message)),
      });
    }
    if (value instanceof Map)
      return this.tag("Map", { entries: this.list(value.entries(), value.size, (pair) => this.pair(pair)) });
    if (value instanceof Set)
      return this.tag("Set", { values: this.list(value.values(), value.size, (item) => this.encode(item)) });
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return this.typedArray(value);
    if (value instanceof DataView) {
      return this.tag("DataView", {
        values: this.bytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)),
      });
    }
    if (value instanceof ArrayBuffer)
      return this.tag("ArrayBuffer", { values: this.bytes(new Uint8Array(value)) });
    return this.record(value);
  }

  private typedArray(value: ArrayBufferView): unknown {
    const values: unknown = value;
    const name = Object.prototype.toString.call(value).slice(8, -1);
    if (!isIterable(values)) return this.tag(name);
    const length = "length" in value && typeof value.length === "number" ? value.length : value.byteLength;
    return this.tag(name, { values: this.list(values, length, (item) => this.encode(item)) });
  }

  private bytes(bytes: Uint8Array): unknown[] {
    return this.list(bytes, bytes.length, (item) => this.encode(item));
  }

  private array(value: readonly unknown[]): unknown[] {
    const holes = function* () {
      for (let i = 0; i < value.length; i += 1) yield i in value ? value[i] : HOLE;
    };
    return this.list(holes(), value.length, (item) => (item === HOLE ? this.tag("hole") : this.encode(item)));
  }

  private record(value: object): unknown {
    if (TAG in value && !isTagged(value)) {
      const entries = Object.entries(value);
      return this.tag("object", { entries: this.list(entries, entries.length, (pair) => this.pair(pair)) });
    }
    this.room -= 3;
    const kept: [string, unknown][] = [];
    // Keys alone: there may be millions, most of which are left out.
    const keys = Object.keys(value);
    for (const key of keys) {
      const cost = jsonBytes(key) + 2;
      if (this.room < cost + OMITTED_BYTES) {
        kept.push([TAG, "omitted"], ["items", keys.length - kept.length]);
        this.truncated = true;
        this.room -= OMITTED_BYTES;
        break;
      }
      this.room -= cost;
      kept.push([key, this.encode((value as Record<string, unknown>)[key])]);
    }
    // `fromEntries` defines properties, so a key "__proto__" is like any other.
    return Object.fromEntries(kept);
  }

  private pair([key, value]: readonly [unknown, unknown]): unknown[] {
    this.room -= 4;
    return [this.encode(key), this.encode(value)];
  }

  private list<T>(items: Iterable<T>, length: number, encode: (item: T) => unknown): unknown[] {
    this.room -= 3;
    const out: unknown[] = [];
    for (const item of items) {
      if (this.room < OMITTED_BYTES) {
        out.push(this.omitted("items", length - out.length));
        break;
      }
      this.room -= 1;
      out.push(encode(item));
    }
    return out;
  }

  private text(value: string): string {
    // No need to measure what cannot fit.
    const whole = value.length <= this.room ? jsonBytes(value) : Number.POSITIVE_INFINITY;
    if (whole <= this.room) return this.leaf(value, whole + 1);
    this.truncated = true;
    let kept = value.slice(0, Math.max(0, this.room));
    while (kept !== "" && jsonBytes(kept) > this.room) kept = kept.slice(0, kept.length >> 1);
    // Never split a surrogate pair.
    const last = kept.charCodeAt(kept.length - 1);
    if (last >= 0xd800 && last <= 0xdbff) kept = kept.slice(0, -1);
    const cut = `${kept}… (${value.length - kept.length} more)`;
    return this.leaf(cut, jsonBytes(cut) + 1);
  }

  private number(value: number): unknown {
    if (Number.isFinite(value) && !Object.is(value, -0)) return this.leaf(value, String(value).length + 1);
    return this.tag("number", { value: Object.is(value, -0) ? "-0" : String(value) });
  }

  private omitted(what: "items" | "deep", count: number): unknown {
    this.truncated = true;
    return this.tag("omitted", { [what]: count });
  }

  private tag(tag: string, rest: Readonly<Record<string, unknown>> = {}): unknown {
    this.room -= 15 + tag.length + TAG_KEY_BYTES * Object.keys(rest).length;
    return { [TAG]: tag, ...rest };
  }

  private leaf<T>(value: T, cost: number): T {
    this.room -= cost;
    return value;
  }
}

const HOLE = Symbol("hole");

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

/** A tag that comes with the output. */
function isTagged(value: object): boolean {
  return TAG in value && ["Dir", "File", "Error", "object"].includes(String(value[TAG]));
}

const utf8 = new TextEncoder();
/** Length of a string as JSON in UTF-8. */
function jsonBytes(text: string): number {
  return utf8.encode(JSON.stringify(text)).length;
}
