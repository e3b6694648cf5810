import { textOf } from "@/lib/base/text-of";
import { VALUE_MAX_BYTES } from "@/lib/model/limits";
import { OBJECT_TAG } from "@/lib/runner/javascript/copy/object-tag";
import { type ArtifactFile, placeArtifacts, type WrittenArtifact } from "./artifact-paths";

/** As many numbers as one value may hold; a list can claim any length without holding anything. */
const MAX_LIST = VALUE_MAX_BYTES / Float64Array.BYTES_PER_ELEMENT;

/** Bytes that can go to the page: shared memory stays with the threads that share it. */
const isContent = (value: unknown): value is Uint8Array =>
  value instanceof Uint8Array && value.buffer instanceof ArrayBuffer;

/** A program may return what only looks like an artifact. */
const isFile = (value: unknown): value is ArtifactFile =>
  typeof value === "object" &&
  value !== null &&
  "path" in value &&
  typeof value.path === "string" &&
  "content" in value &&
  isContent(value.content);

function define(on: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__")
    Object.defineProperty(on, key, { value, enumerable: true, configurable: true, writable: true });
  else on[key] = value;
}

/**
 * What a program returned, as the page gets it: its files apart, and in the output records of their names and sizes.
 * @throws Error for what cannot leave the sandbox.
 */
export function outputForPage(value: unknown): {
  readonly output: unknown;
  readonly artifacts: ArtifactFile[];
} {
  const extraction = new Extraction();
  const output = extraction.part(value);
  return { output, artifacts: placeArtifacts(extraction.written) };
}

class Extraction {
  readonly written: WrittenArtifact[] = [];
  private readonly done = new Map<object, unknown>();

  part(value: unknown): unknown {
    if (typeof value !== "object" || value === null) return value;
    const memory = ArrayBuffer.isView(value) ? value.buffer : value;
    if (typeof SharedArrayBuffer === "function" && memory instanceof SharedArrayBuffer)
      throw new TypeError("it contains shared memory (return a copy)");
    if (ArrayBuffer.isView(value)) return value;
    const before = this.done.get(value);
    if (before !== undefined) return before;
    if (Array.isArray(value)) return this.list(value);
    if (value instanceof Map) return this.map(value);
    if (value instanceof Set) return this.set(value);
    if (Object.getPrototypeOf(value) !== Object.prototype) return value;
    return this.record(value as Record<string, unknown>);
  }

  private made<T>(value: object, copy: T): T {
    this.done.set(value, copy);
    return copy;
  }

  private list(value: readonly unknown[]): unknown {
    if (value.length > MAX_LIST)
      throw new RangeError(
        `it contains a list of ${value.length.toLocaleString("en")} items (limit ${MAX_LIST.toLocaleString("en")})`,
      );
    const copy: unknown[] = this.made(value, []);
    copy.length = value.length;
    // Holes stay holes.
    value.forEach((part, i) => {
      copy[i] = this.part(part);
    });
    return copy;
  }

  private map(value: ReadonlyMap<unknown, unknown>): unknown {
    const copy = this.made(value, new Map<unknown, unknown>());
    for (const [key, part] of value) copy.set(this.part(key), this.part(part));
    return copy;
  }

  private set(value: ReadonlySet<unknown>): unknown {
    const copy = this.made(value, new Set<unknown>());
    for (const part of value) copy.add(this.part(part));
    return copy;
  }

  private record(record: Record<string, unknown>): unknown {
    const { name, origin } = record;
    const by = typeof origin === "string" ? origin : "";
    switch (record[OBJECT_TAG]) {
      case "Dir":
        if (typeof name === "string" && Array.isArray(record.files) && record.files.every(isFile))
          return this.made(record, this.dir(name, record.files, by));
        break;
      case "File":
        if (typeof name === "string" && isContent(record.content)) {
          this.written.push({ origin: by, files: [{ path: name, content: record.content }] });
          return this.made(record, { [OBJECT_TAG]: "File", name, bytes: record.content.byteLength });
        }
        break;
      case "Error":
        return this.made(record, {
          [OBJECT_TAG]: "Error",
          name: textOf(record.name),
          message: textOf(record.message),
        });
      case "Record":
        if (Array.isArray(record.entries)) return this.untagged(record, record.entries);
    }
    const copy: Record<string, unknown> = this.made(record, {});
    for (const key of Object.keys(record)) define(copy, key, this.part(record[key]));
    return copy;
  }

  /** A program's own record with a key like the tag, as the report writes it. */
  private untagged(record: object, pairs: readonly unknown[]): unknown {
    const entries: unknown[] = [];
    const copy = this.made(record, { [OBJECT_TAG]: "object", entries });
    for (const pair of pairs) if (Array.isArray(pair)) entries.push([textOf(pair[0]), this.part(pair[1])]);
    return copy;
  }

  private dir(name: string, files: readonly ArtifactFile[], origin: string): unknown {
    this.written.push({
      origin,
      files: files.map(({ path, content }) => ({ path: `${name}/${path}`, content })),
    });
    return {
      [OBJECT_TAG]: "Dir",
      name,
      files: files.map(({ path, content }) => ({ path, bytes: content.byteLength })),
    };
  }
}
