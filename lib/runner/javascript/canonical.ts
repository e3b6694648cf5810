/**
 * A value as text that is equal for equal values: object keys sorted, types that JSON would confuse marked. Used for
 * cache keys. @throws TypeError for what has no canonical form (functions, symbols, promises).
 */
export function canonical(value: unknown): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function" || typeof value === "symbol")
    throw new TypeError(`a ${typeof value} has no canonical form`);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonical).join(",")}]`;
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (value instanceof Map)
    return `Map{${[...value]
      .map(([k, v]) => `${canonical(k)}:${canonical(v)}`)
      .sort()
      .join(",")}}`;
  if (value instanceof Set) return `Set{${[...value].map(canonical).sort().join(",")}}`;
  if (value instanceof ArrayBuffer) return `Buffer(${[...new Uint8Array(value)].join(",")})`;
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return `${value.constructor.name}(${bytes.join(",")})`;
  }
  if (value instanceof Promise) throw new TypeError("a promise has no canonical form");
  const record = value as Record<string, unknown>;
  return `{${Object.keys(record)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`)
    .join(",")}}`;
}
