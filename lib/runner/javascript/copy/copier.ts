import { reasonOf } from "@/lib/base/text-of";
import { VALUE_MAX_DEPTH } from "@/lib/model/limits";
import type { Role } from "../../host/language";
import { copyBuffer, copyView, isBuffer } from "./buffers";
import { define, type ErrorClasses } from "./error-classes";
import { errorRecord, fieldsOf, restoredError, restoreFields } from "./error-record";
import { natureOf } from "./nature";
import { type Decoders, EncodableObject } from "./object-codec";
import { OBJECT_TAG } from "./object-tag";
import { pathOf, type Step } from "./path";
import { uncloneable } from "./uncloneable";

/** Lists longer than this are read by their keys: they may be mostly holes. */
const MAX_READ_BY_INDEX = 100_000;
/** Bytes of one field of an error; larger ones are left out. */
const ERROR_FIELD_MAX_BYTES = 2 ** 20;
/** Levels of errors in the fields of errors, such as causes of causes; deeper ones are left out. */
const MAX_ERRORS_IN_ERRORS = 50;
/** Bytes that a number, a date and the like are estimated at. */
const SCALAR_BYTES = 8;

const NOTHING: Record<string, unknown> = {};

/** What cannot be copied, in words. */
export class Refusal {
  constructor(readonly text: string) {}
}

/**
 * - inspect: nothing is made; what a walk finds is its size, and what is wrong
 * - copy: what the receiver of a value in this thread gets
 * - encode: a copy in which objects that keep their class are records, so that it can be cloned
 */
export type How = "inspect" | "copy" | "encode";

/** Where a part is: the steps to it, last first. */
interface Place {
  readonly before: Place | undefined;
  readonly step: Step;
  readonly level: number;
}

/** An object whose parts have not been copied yet. */
interface Unfilled {
  readonly place: Place | undefined;
  fill(): void;
}

/**
 * Copies a value as structured clone does (class instances become plain objects, references inside of the value stay), in one
 * walk that also estimates its size. SDK objects and errors keep their class. It does not recurse: a worker's stack may be
 * small, and nearly used up.
 */
export class Copier {
  bytes = 0;
  /** It holds objects that are encoded before they cross. */
  encoded = false;
  private readonly done = new Map<object, unknown>();
  private readonly unfilled: Unfilled[] = [];
  /** Of the part that is read. */
  private place: Place | undefined;
  private errors = 0;

  constructor(
    private readonly role: Role,
    private readonly how: How,
    private readonly decoders: Decoders,
    private readonly classes: ErrorClasses,
  ) {}

  /** @throws Refusal */
  run(value: unknown): unknown {
    try {
      const made = this.part(value);
      this.fillDownTo(0);
      return made;
    } catch (error) {
      if (error instanceof Refusal) throw error;
      const reason = reasonOf(error);
      throw new Refusal(`\`${this.path}\` cannot be read: ${reason}.`);
    }
  }

  private fillDownTo(length: number): void {
    while (this.unfilled.length > length) {
      const next = this.unfilled.pop() as Unfilled;
      this.place = next.place;
      next.fill();
    }
  }

  private get path(): string {
    const steps: Step[] = [];
    for (let { place } = this; place; place = place.before) steps.push(place.step);
    return pathOf(this.role.name, steps.reverse());
  }

  private refuse(value: unknown): never {
    throw new Refusal(uncloneable(value, this.path, this.role));
  }

  private part(value: unknown): unknown {
    switch (typeof value) {
      case "object":
        if (value !== null) return this.object(value);
        break;
      case "string":
        this.bytes += value.length * 2;
        return value;
      case "function":
      case "symbol":
        return this.refuse(value);
    }
    this.bytes += SCALAR_BYTES;
    return value;
  }

  /** Where a part is refused or throws, `place` stays with it: it is the path in the message. */
  private at(step: Step, value: unknown): unknown {
    if (typeof value === "number") {
      this.bytes += SCALAR_BYTES;
      return value;
    }
    const { place } = this;
    this.place = { before: place, step, level: (place?.level ?? 0) + 1 };
    const made = this.part(value);
    this.place = place;
    return made;
  }

  private object(value: object): unknown {
    const before = this.done.get(value);
    if (before !== undefined) return before;
    if (this.place && this.place.level > VALUE_MAX_DEPTH) {
      const levels = VALUE_MAX_DEPTH.toLocaleString("en");
      throw new Refusal(
        `\`${this.path}\` is nested deeper than ${levels} levels, which cannot be sent between workers. ${this.role.verb} a list instead.`,
      );
    }
    if (Array.isArray(value)) return this.list(value);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) return this.record(value);
    return this.other(value);
  }

  private made<T>(value: object, copy: T): T {
    this.done.set(value, copy);
    return copy;
  }

  /** Copies the parts of an object later. */
  private later(fill: () => void): void {
    this.unfilled.push({ place: this.place, fill });
  }

  private list(value: readonly unknown[]): unknown {
    const copy: unknown[] = this.made(value, this.how === "inspect" ? (value as unknown[]) : []);
    this.later(() => this.fillList(value, copy));
    return copy;
  }

  private fillList(value: readonly unknown[], copy: unknown[]): void {
    const { length } = value;
    const keys = this.how !== "inspect" || length > MAX_READ_BY_INDEX ? Object.keys(value) : undefined;
    // Indexes come first, in order: the last key shows whether there are holes or other properties.
    const isPlain = keys === undefined || (keys.length === length && keys[length - 1] === String(length - 1));
    if (isPlain || !keys) {
      for (let i = 0; i < length; i++) {
        const part = this.at(i, value[i]);
        if (keys) copy.push(part);
      }
      return;
    }
    if (this.how !== "inspect") copy.length = length;
    for (const key of keys) {
      const index = Number(key);
      const part = this.at(
        Number.isInteger(index) ? index : key,
        (value as unknown as Record<string, unknown>)[key],
      );
      if (this.how !== "inspect") define(copy, key, part);
    }
  }

  private record(value: object): unknown {
    if (Object.hasOwn(value, OBJECT_TAG)) return this.tagged(value);
    const copy: Record<string, unknown> = this.how === "inspect" ? NOTHING : {};
    this.made(value, this.how === "inspect" ? value : copy);
    this.later(() => this.fillRecord(value, copy));
    return copy;
  }

  private fillRecord(value: object, copy: Record<string, unknown>): void {
    for (const key of Object.keys(value)) {
      this.bytes += key.length * 2;
      const part = this.at(key, (value as Record<string, unknown>)[key]);
      if (this.how === "inspect") continue;
      if (key === "__proto__") define(copy, key, part);
      else copy[key] = part;
    }
  }

  /** A program's own record with a key like our tag: not to be mistaken for an encoded object. */
  private tagged(value: object): unknown {
    this.encoded = true;
    const entries: [string, unknown][] = [];
    const copy = this.made(value, this.how === "encode" ? { [OBJECT_TAG]: "Record", entries } : {});
    this.later(() => {
      for (const [key, part] of Object.entries(value)) {
        const made = this.at(key, part);
        if (this.how === "encode") entries.push([key, made]);
        else define(copy, key, made);
      }
    });
    return copy;
  }

  private other(value: object): unknown {
    if (value instanceof EncodableObject) return this.encodable(value);
    if (value instanceof Error) return this.error(value);
    if (ArrayBuffer.isView(value)) {
      const buffer = this.object(value.buffer);
      return this.made(value, this.how === "inspect" ? value : copyView(value, buffer as ArrayBuffer));
    }
    if (isBuffer(value)) {
      this.bytes += value.byteLength;
      return this.made(value, copyBuffer(value, this.how === "inspect"));
    }
    if (value instanceof Map) return this.map(value);
    if (value instanceof Set) return this.set(value);
    this.bytes += SCALAR_BYTES;
    if (value instanceof Date) return this.made(value, new Date(value.getTime()));
    const nature = natureOf(value);
    if (nature === "uncloneable") return this.refuse(value);
    return nature === "platform" ? this.platformObject(value) : this.record(value);
  }

  private map(value: ReadonlyMap<unknown, unknown>): unknown {
    const copy = this.made(value, new Map<unknown, unknown>());
    this.later(() => {
      for (const [key, part] of value) {
        const made = this.at({ text: "'s key" }, key);
        const name = typeof key === "string" ? JSON.stringify(key.slice(0, 50)) : "…";
        copy.set(made, this.at({ text: `.get(${name})` }, part));
      }
    });
    return copy;
  }

  private set(value: ReadonlySet<unknown>): unknown {
    const copy = this.made(value, new Set<unknown>());
    this.later(() => {
      for (const part of value) copy.add(this.at({ text: "'s element" }, part));
    });
    return copy;
  }

  private encodable(value: EncodableObject): unknown {
    this.encoded = true;
    this.bytes += value.byteLength;
    if (this.how === "inspect") return value;
    const record = value.encode();
    if (this.how === "encode") return this.made(value, record);
    return this.made(value, this.decoders[String(record[OBJECT_TAG])]?.(record));
  }

  /** An error crosses whatever it holds: fields that cannot be copied are left out. */
  private error(error: Error): unknown {
    this.encoded = true;
    const record = errorRecord(error, this.classes);
    this.bytes += 2 * (record.name.length + record.message.length + (record.stack?.length ?? 0));
    const copy = this.how === "encode" ? record : restoredError(record, this.classes);
    this.made(error, copy);
    this.later(() => {
      for (const name of fieldsOf(error)) this.field(error, name, record.fields);
      if (copy instanceof Error) restoreFields(copy, record);
    });
    return copy;
  }

  private field(error: Error, name: string, fields: Record<string, unknown>): void {
    const { bytes, place } = this;
    const { size } = this.done;
    const { length } = this.unfilled;
    this.errors++;
    try {
      if (this.errors > MAX_ERRORS_IN_ERRORS) throw new Refusal("nested too deeply");
      const value = this.at(name, (error as unknown as Record<string, unknown>)[name]);
      // Now: whether all of it can be copied decides whether the error keeps it.
      this.fillDownTo(length);
      if (this.bytes - bytes > ERROR_FIELD_MAX_BYTES) throw new Refusal("too large");
      define(fields, name, value);
    } catch {
      this.bytes = bytes;
      this.unfilled.length = length;
      for (const known of [...this.done.keys()].slice(size)) this.done.delete(known);
    }
    this.errors--;
    this.place = place;
  }

  /** A Blob, an ImageData, a RegExp, … The platform knows whether and how it is cloned. */
  private platformObject(value: object): unknown {
    const { byteLength, size } = value as { byteLength?: unknown; size?: unknown };
    if (typeof byteLength === "number") this.bytes += byteLength;
    else if (typeof size === "number") this.bytes += size;
    try {
      return this.made(value, structuredClone(value));
    } catch {
      return this.refuse(value);
    }
  }
}
