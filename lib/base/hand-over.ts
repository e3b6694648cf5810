import { transfer } from "comlink";

/** An answer whose arrays go to the thread that asked, instead of copies of them. They must be used by nobody else. */
export function transferResult<T extends object>(answer: T): T {
  const buffers = new Set<ArrayBuffer>();
  collect(answer, buffers);
  return transfer(answer, [...buffers]);
}

/** Plain data has no circles. Empty buffers are left: they may be shared, and cost nothing to copy. */
function collect(value: unknown, into: Set<ArrayBuffer>): void {
  if (typeof value !== "object" || value === null || value instanceof Map) return;
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer && value.buffer.byteLength > 0) into.add(value.buffer);
    return;
  }
  for (const part of Object.values(value)) collect(part, into);
}
