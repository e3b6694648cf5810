/** Levels of a value that are written. */
const MAX_LEVELS = 100;

/**
 * Any stored value as JSON, for somebody who saves what this page cannot read. What JSON has no form for is written as what it
 * holds: the entries of a Map, the items of a Set, the bytes of a buffer, a big integer as text. Never throws.
 */
export function storedText(stored: unknown): string {
  const around: object[] = [];
  const plain = (value: unknown): unknown => {
    if (typeof value === "bigint") return `${value}`;
    if (typeof value !== "object" || value === null || value instanceof Date) return value;
    if (around.includes(value)) return "(contains itself)";
    if (around.length >= MAX_LEVELS) return "(nested too deeply)";
    around.push(value);
    const written = partsOf(value);
    const copy = Array.isArray(written)
      ? written.map(plain)
      : Object.fromEntries(Object.entries(written).map(([key, part]) => [key, plain(part)]));
    around.pop();
    return copy;
  };
  return JSON.stringify(plain(stored), null, 2) ?? "null";
}

function partsOf(value: object): readonly unknown[] | object {
  if (value instanceof Map || value instanceof Set) return [...value];
  if (value instanceof ArrayBuffer) return [...new Uint8Array(value)];
  if (ArrayBuffer.isView(value)) return [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)];
  if (value instanceof Error) return { name: value.name, message: value.message };
  return value;
}
