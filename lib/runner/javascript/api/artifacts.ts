import { foldersOf } from "@/lib/base/path-set";
import { EncodableObject } from "../copy/object-codec";
import { OBJECT_TAG } from "../copy/object-tag";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function bytesOf(content: unknown): Uint8Array {
  if (typeof content === "string") return encoder.encode(content);
  if (content instanceof Uint8Array) return content.slice();
  throw new TypeError("the content of a file must be a string or a Uint8Array");
}

function checkName(name: unknown): string {
  if (typeof name !== "string" || name === "") throw new TypeError("`Dir` and `File` need a name");
  return name;
}

/** Relative, without "." or ".." parts, so that an unpacked artifact stays in its folder. */
function checkPath(path: unknown): string {
  const text = checkName(path).replaceAll("\\", "/");
  if (text.startsWith("/") || /^[a-z]:/i.test(text)) throw new TypeError(`"${text}" is not a relative path`);
  if (text.split("/").some((part) => part === "" || part === "." || part === "..")) {
    throw new TypeError(`invalid path "${text}": empty, "." and ".." segments are not allowed`);
  }
  return text;
}

/** The classes `Dir` and `File` of one thread. @param origin names the call that makes one */
export function artifactClasses(origin: () => string) {
  class Dir extends EncodableObject {
    readonly #files = new Map<string, Uint8Array>();
    readonly #folders = new Set<string>();
    #origin = origin();
    readonly name: string;

    constructor(name: string) {
      super();
      this.name = checkName(name);
    }

    async write(path: string, content: string | Uint8Array): Promise<void> {
      const checked = checkPath(path);
      const bytes = bytesOf(content);
      const folders = foldersOf(checked);
      const file = folders.find((folder) => this.#files.has(folder));
      if (file !== undefined)
        throw new TypeError(
          `"${checked}" cannot be written to ${this.name}: "${file}" is a file there, not a folder. Use another path.`,
        );
      if (this.#folders.has(checked))
        throw new TypeError(
          `"${checked}" cannot be written to ${this.name}: it is a folder with files in it. Use another path.`,
        );
      this.#files.set(checked, bytes);
      for (const folder of folders) this.#folders.add(folder);
    }

    async readBytes(path: string): Promise<Uint8Array> {
      const content = this.#files.get(checkPath(path));
      if (!content) throw new Error(`${this.name} has no file "${path}"`);
      return content.slice();
    }

    async read(path: string): Promise<string> {
      return decoder.decode(await this.readBytes(path));
    }

    async list(): Promise<string[]> {
      return [...this.#files.keys()].sort();
    }

    get byteLength(): number {
      let sum = 0;
      for (const [path, content] of this.#files) sum += path.length * 2 + content.byteLength;
      return sum;
    }

    get comparable(): unknown {
      return [this.name, this.#files];
    }

    encode(): Record<string, unknown> {
      return {
        [OBJECT_TAG]: "Dir",
        name: this.name,
        files: [...this.#files].map(([path, content]) => ({ path, content })),
        origin: this.#origin,
      };
    }

    static decode(record: Record<string, unknown>): Dir {
      const dir = new Dir(String(record.name));
      for (const { path, content } of record.files as { path: string; content: Uint8Array }[]) {
        dir.#files.set(path, content);
        for (const folder of foldersOf(path)) dir.#folders.add(folder);
      }
      dir.#origin = String(record.origin ?? "");
      return dir;
    }
  }

  class File extends EncodableObject {
    #content = new Uint8Array();
    #origin = origin();
    readonly name: string;

    constructor(name: string) {
      super();
      this.name = checkPath(name);
    }

    async write(content: string | Uint8Array): Promise<void> {
      this.#content = bytesOf(content) as Uint8Array<ArrayBuffer>;
    }

    async readBytes(): Promise<Uint8Array> {
      return this.#content.slice();
    }

    async read(): Promise<string> {
      return decoder.decode(this.#content);
    }

    get byteLength(): number {
      return this.#content.byteLength;
    }

    get comparable(): unknown {
      return [this.name, this.#content];
    }

    encode(): Record<string, unknown> {
      return { [OBJECT_TAG]: "File", name: this.name, content: this.#content, origin: this.#origin };
    }

    static decode(record: Record<string, unknown>): File {
      const file = new File(String(record.name));
      file.#content = record.content as Uint8Array<ArrayBuffer>;
      file.#origin = String(record.origin ?? "");
      return file;
    }
  }

  return { Dir, File };
}
