type Buffer = ArrayBuffer | SharedArrayBuffer;

const isShared = (value: object): value is SharedArrayBuffer =>
  typeof SharedArrayBuffer === "function" && value instanceof SharedArrayBuffer;

export const isBuffer = (value: object): value is Buffer => value instanceof ArrayBuffer || isShared(value);

/**
 * Shared memory stays shared: that is what it is for.
 * @param checksOnly give the buffer itself
 * @throws TypeError for a buffer that was transferred
 */
export function copyBuffer(buffer: Buffer, checksOnly: boolean): Buffer {
  if (isShared(buffer)) return buffer;
  // Throws for a buffer that was transferred, whose length is 0.
  if (buffer.byteLength === 0) new Uint8Array(buffer);
  if (checksOnly) return buffer;
  return "resizable" in buffer && buffer.resizable ? structuredClone(buffer) : buffer.slice(0);
}

const TYPED_ARRAY: object = Object.getPrototypeOf(Uint8Array.prototype);
const tag = Object.getOwnPropertyDescriptor(TYPED_ARRAY, Symbol.toStringTag)?.get as () => string | undefined;

type ViewClass = new (buffer: Buffer, offset: number, length: number) => ArrayBufferView;

/** The name of a view's type, whatever class the program made of it. */
export const viewType = (view: ArrayBufferView): string => tag.call(view) ?? "DataView";

/** The same view of another buffer. */
export function copyView(view: ArrayBufferView, buffer: Buffer): ArrayBufferView {
  const View = Reflect.get(globalThis, viewType(view)) as ViewClass;
  return new View(buffer, view.byteOffset, "length" in view ? (view.length as number) : view.byteLength);
}
