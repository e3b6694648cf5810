import { define, type ErrorClasses } from "./error-classes";
import { type ErrorRecord, restoredError, restoreFields } from "./error-record";
import { OBJECT_TAG } from "./object-tag";

export abstract class EncodableObject {
  abstract get byteLength(): number;
  /** The record that crosses; its `OBJECT_TAG` names the class. What it holds is never changed afterwards. */
  abstract encode(): Record<string, unknown>;
  /** What two objects of its class have in common if they are equal; undefined where that cannot be known. */
  abstract readonly comparable: unknown;
}

/** By the record's `OBJECT_TAG`. */
export type Decoders = Readonly<Record<string, (record: Record<string, unknown>) => unknown>>;

const MAX_READ_BY_INDEX = 100_000;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Restores encoded objects in a value that crossed. The value is the receiver's own: it is changed in place. */
export function decodeObjects(value: unknown, decoders: Decoders, classes: ErrorClasses): unknown {
  return isObject(value) ? new Decoder(decoders, classes).run(value) : value;
}

class Decoder {
  private readonly done = new Map<object, unknown>();
  /** Containers whose parts have not been looked at. It does not recurse: a worker's stack may be small. */
  private readonly unread: (() => void)[] = [];

  constructor(
    private readonly decoders: Decoders,
    private readonly classes: ErrorClasses,
  ) {}

  run(value: unknown): unknown {
    const made = this.part(value);
    for (let next = this.unread.pop(); next; next = this.unread.pop()) next();
    return made;
  }

  private part(value: unknown): unknown {
    if (!isObject(value) || ArrayBuffer.isView(value)) return value;
    const before = this.done.get(value);
    if (before !== undefined) return before;
    const made = this.made(value);
    this.done.set(value, made);
    return made;
  }

  /** An object or what it stands for; its parts are restored later. */
  private made(value: object): unknown {
    if (Array.isArray(value)) this.unread.push(() => this.list(value));
    else if (value instanceof Map) this.unread.push(() => this.map(value));
    else if (value instanceof Set) this.unread.push(() => this.set(value));
    else if (Object.getPrototypeOf(value) === Object.prototype)
      return this.record(value as Record<string, unknown>);
    return value;
  }

  private list(list: unknown[]): void {
    // A long list may be mostly holes.
    if (list.length > MAX_READ_BY_INDEX) {
      this.fields(list as unknown as Record<string, unknown>);
      return;
    }
    for (let i = 0; i < list.length; i++) {
      const part = list[i];
      if (!isObject(part)) continue;
      const made = this.part(part);
      if (made !== part) list[i] = made;
    }
  }

  private map(map: Map<unknown, unknown>): void {
    const entries = [...map].map(([key, part]) => [this.part(key), this.part(part)] as const);
    map.clear();
    for (const [key, part] of entries) map.set(key, part);
  }

  private set(set: Set<unknown>): void {
    const parts = [...set].map((part) => this.part(part));
    set.clear();
    for (const part of parts) set.add(part);
  }

  private record(record: Record<string, unknown>): unknown {
    const tag = Object.hasOwn(record, OBJECT_TAG) ? record[OBJECT_TAG] : undefined;
    if (tag === "Error") return this.error(record as unknown as ErrorRecord);
    if (tag === "Record") return this.untagged(record);
    if (typeof tag === "string" && Object.hasOwn(this.decoders, tag)) return this.decoders[tag]?.(record);
    this.unread.push(() => this.fields(record));
    return record;
  }

  private fields(record: Record<string, unknown>): void {
    for (const key of Object.keys(record)) {
      const part = record[key];
      if (!isObject(part)) continue;
      const made = this.part(part);
      if (made !== part) define(record, key, made);
    }
  }

  private error(record: ErrorRecord): unknown {
    const error = restoredError(record, this.classes);
    this.unread.push(() => {
      this.fields(record.fields);
      restoreFields(error, record);
    });
    return error;
  }

  /** A program's own record with a key that looks like our tag. */
  private untagged(record: Record<string, unknown>): unknown {
    const made: Record<string, unknown> = {};
    this.unread.push(() => {
      for (const [key, part] of record.entries as readonly (readonly [string, unknown])[])
        define(made, key, this.part(part));
    });
    return made;
  }
}
