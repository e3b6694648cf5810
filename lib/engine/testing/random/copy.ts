/** A value that cannot be sent, by the paths of what is wrong in it. A message names any of them. */
export class Uncloneable {
  constructor(readonly paths: readonly string[]) {}
}

const isNative = (name: string) => /^(URL|WeakMap|Promise)$/.test(name) || name.endsWith("Iterator");

/**
 * What the receiver of a value gets: the rules of docs/sdk.md, as simple as can be.
 * @param name of the value in messages
 * @throws Uncloneable
 */
export function copyOf(value: unknown, name: string): unknown {
  const done = new Map<object, unknown>();
  const wrong: string[] = [];
  const refuse = (path: string) => void wrong.push(path);
  const copy = (from: unknown, path: string): unknown => {
    if (typeof from === "function" || typeof from === "symbol") return refuse(path);
    if (typeof from !== "object" || from === null) return from;
    const before = done.get(from);
    if (before !== undefined) return before;
    const made = <T extends object>(to: T): T => {
      done.set(from, to);
      return to;
    };
    const fields = <T extends object>(to: T, keys: readonly string[]): T => {
      for (const key of keys) {
        const step = /^\d+$/.test(key) && Array.isArray(from) ? `[${key}]` : `.${key}`;
        set(to, key, copy((from as Record<string, unknown>)[key], path + step), true);
      }
      return to;
    };
    if (Array.isArray(from)) return fields(made(new Array(from.length)), Object.keys(from));
    if (from instanceof Map) {
      const to = made(new Map());
      for (const [key, part] of from) {
        const at = typeof key === "string" ? JSON.stringify(key) : "…";
        to.set(copy(key, `${path}'s key`), copy(part, `${path}.get(${at})`));
      }
      return to;
    }
    if (from instanceof Set) {
      const to = made(new Set());
      for (const part of from) to.add(copy(part, `${path}'s element`));
      return to;
    }
    if (from instanceof Error) {
      const to = made(Object.create(Object.getPrototypeOf(from)) as Error);
      // An error crosses whatever it holds: what cannot be copied is left out.
      for (const key of Object.getOwnPropertyNames(from)) {
        const before = wrong.length;
        const field = copy((from as unknown as Record<string, unknown>)[key], key);
        const isCopied = wrong.splice(before).length === 0;
        if (isCopied) set(to, key, field, Object.prototype.propertyIsEnumerable.call(from, key));
      }
      return to;
    }
    if (ArrayBuffer.isView(from)) {
      const buffer = copy(from.buffer, path) as ArrayBuffer;
      const View = from.constructor as new (buffer: ArrayBuffer, offset: number, length: number) => object;
      return made(new View(buffer, from.byteOffset, (from as Uint8Array).length ?? from.byteLength));
    }
    const type = Object.prototype.toString.call(from).slice(8, -1);
    if (isNative(type)) return refuse(path);
    if (type !== "Object") return made(structuredClone(from) as object);
    return fields(made({}), Object.keys(from));
  };
  const copied = copy(value, name);
  if (wrong.length > 0) throw new Uncloneable(wrong);
  return copied;
}

function set(on: object, key: string, value: unknown, enumerable: boolean): void {
  Object.defineProperty(on, key, { value, enumerable, configurable: true, writable: true });
}
