/** How large a value is, and how much work its parts are for whoever receives it. */
export interface Size {
  /** 8 for a number or a reference, 2 for a character, the length of buffers. */
  readonly bytes: number;
  /** In parts of a list, about 0.1 µs each where a value is received; a key is many. */
  readonly work: number;
}

const KEY_WORK = 20;
const OBJECT_WORK = 5;

/**
 * Measures a value that a stranger's code has sent, and that may be huge, or claim to be.
 * @param most nothing past it is looked at
 * @returns undefined for more than that
 */
export function measure(value: unknown, most: Partial<Size>): Size | undefined {
  const { bytes: maxBytes = Number.POSITIVE_INFINITY, work: maxWork = Number.POSITIVE_INFINITY } = most;
  let bytes = 0;
  let work = 0;
  const seen = new Set<object>();
  const open: object[] = [];
  const part = (one: unknown): void => {
    work += 1;
    if (typeof one === "string") bytes += 2 * one.length;
    else bytes += 8;
    if (typeof one !== "object" || one === null || seen.has(one)) return;
    seen.add(one);
    work += OBJECT_WORK;
    open.push(one);
  };
  const isOver = () => bytes > maxBytes || work > maxWork;
  part(value);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) {
      // A list can claim any length without holding anything.
      if (bytes + 8 * next.length > maxBytes || work + next.length > maxWork) return undefined;
      for (const one of next) part(one);
    } else if (ArrayBuffer.isView(next)) {
      if (!seen.has(next.buffer)) bytes += next.buffer.byteLength;
      seen.add(next.buffer);
    } else if (next instanceof ArrayBuffer) bytes += next.byteLength;
    else if (next instanceof Map || next instanceof Set) {
      if (work + KEY_WORK * next.size > maxWork) return undefined;
      work += KEY_WORK * next.size;
      for (const one of next instanceof Map ? flat(next) : next) {
        part(one);
        if (isOver()) return undefined;
      }
    } else {
      if (next instanceof Blob) bytes += next.size;
      for (const key in next) {
        if (!Object.hasOwn(next, key)) continue;
        bytes += 2 * key.length;
        work += KEY_WORK;
        part((next as Record<string, unknown>)[key]);
        if (isOver()) return undefined;
      }
    }
    if (isOver()) return undefined;
  }
  return isOver() ? undefined : { bytes, work };
}

function* flat(map: ReadonlyMap<unknown, unknown>): Generator<unknown> {
  for (const [key, value] of map) {
    yield key;
    yield value;
  }
}
