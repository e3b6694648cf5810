/** What a reference, a number or a key costs beside its text, roughly. */
const OVERHEAD = 16;

/**
 * About how many bytes a value takes in storage: text twice its length, binary data its size, a little for everything
 * else. Follows arrays, plain objects, maps and sets; each object once.
 */
export function estimateBytes(value: unknown): number {
  const seen = new Set<object>();
  const rest: unknown[] = [value];
  let bytes = 0;
  while (rest.length > 0) {
    const next = rest.pop();
    bytes += OVERHEAD;
    if (typeof next === "string") bytes += 2 * next.length;
    if (typeof next !== "object" || next === null || seen.has(next)) continue;
    seen.add(next);
    if (ArrayBuffer.isView(next) || next instanceof ArrayBuffer) bytes += next.byteLength;
    else if (next instanceof Map) for (const [key, one] of next) rest.push(key, one);
    else if (next instanceof Set) for (const one of next) rest.push(one);
    else if (Array.isArray(next)) for (const one of next) rest.push(one);
    else
      for (const [key, one] of Object.entries(next)) {
        bytes += 2 * key.length;
        rest.push(one);
      }
  }
  return bytes;
}
