import { EncodableObject } from "../copy/object-codec";
import { OBJECT_TAG } from "../copy/object-tag";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function bytesOf(content: unknown): Uint8Array {
  if (typeof content === "string") return encoder.encode(content);
  if (content instanceof Uint8Array) return content.slice();
  throw new TypeError("a file holds text or a Uint8Array");
}

function checkName(name: unknown): string {
  if (typeof name !== "string" || name === "") throw new TypeError("an artifact needs a name");
  return name;
}

/** Relative, without "." or ".." parts, so that an unpacked artifact stays in its folder. */
function checkPath(path: unknown): string {
  const text = checkName(path).replaceAll("\\", "/");
  if (text.startsWith("/") || /^[a-z]:/i.test(text)) throw new TypeError(`"${text}" is not a relative path`);
  if (text.split("/").some((part) => part === "" || part === "." || part === "..")) {
    throw new TypeError(`"${text}" has empty, "." or ".." parts`);
  }
  return text;
}

export class Dir extends EncodableObject {
  private readonly files = new Map<string, Uint8Array>();
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = checkName(name);
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    this.files.set(checkPath(path), bytesOf(content));
  }

  async readBytes(path: string): Promise<Uint8Array> {
    const content = this.files.get(checkPath(path));
    if (!content) throw new Error(`there is no file "${path}" in ${this.name}`);
    return content.slice();
  }

  async read(path: string): Promise<string> {
    return decoder.decode(await this.readBytes(path));
  }

  async list(): Promise<string[]> {
    return [...this.files.keys()].sort();
  }

  get byteLength(): number {
    let sum = 0;
    for (const [path, content] of this.files) sum += path.length * 2 + content.byteLength;
    return sum;
  }

  encode(): Record<string, unknown> {
    return {
      [OBJECT_TAG]: "Dir",
      name: this.name,
      files: [...this.files].map(([path, content]) => ({ path, content })),
    };
  }

  static decode(record: Record<string, unknown>): Dir {
    const dir = new Dir(String(record.name));
    for (const file of record.files as { path: string; content: Uint8Array }[])
      dir.files.set(file.path, file.content);
    return dir;
  }
}

export class File extends EncodableObject {
  private content = new Uint8Array();
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = checkPath(name);
  }

  async write(content: string | Uint8Array): Promise<void> {
    this.content = bytesOf(content) as Uint8Array<ArrayBuffer>;
  }

  async readBytes(): Promise<Uint8Array> {
    return this.content.slice();
  }

  async read(): Promise<string> {
    return decoder.decode(this.content);
  }

  get byteLength(): number {
    return this.content.byteLength;
  }

  encode(): Record<string, unknown> {
    return { [OBJECT_TAG]: "File", name: this.name, content: this.content };
  }

  static decode(record: Record<string, unknown>): File {
    const file = new File(String(record.name));
    file.content = record.content as Uint8Array<ArrayBuffer>;
    return file;
  }
}
