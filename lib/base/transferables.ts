/** The buffers in plain data, to be transferred with it instead of copied. The sender loses them. */
export function transferablesOf(data: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  collect(data, buffers);
  return [...buffers];
}

/** Plain data has no cycles. Empty buffers are left out: they may be shared, and cost nothing to copy. */
function collect(value: unknown, into: Set<ArrayBuffer>): void {
  if (typeof value !== "object" || value === null || value instanceof Map) return;
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer && value.buffer.byteLength > 0) into.add(value.buffer);
    return;
  }
  for (const part of Object.values(value)) collect(part, into);
}
