/** Part of TypeScript's `CompletionEntry`. */
export interface Entry {
  readonly name: string;
  readonly kind: string;
  readonly kindModifiers?: string;
  readonly sortText: string;
}

/** TypeScript's order of what is global or a keyword. */
const GLOBALS = "15";

/** Globals that programs use: the language's own, and what workers have for text, bytes, time and pictures. */
const USEFUL: ReadonlySet<string> = new Set(
  `Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError Float32Array Float64Array
  FinalizationRegistry Function Infinity Int16Array Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object
  Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer Atomics String Symbol SyntaxError TypeError
  URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet AggregateError decodeURI
  decodeURIComponent encodeURI encodeURIComponent globalThis isFinite isNaN parseFloat parseInt undefined
  Partial Required Readonly Record Pick Omit Exclude Extract NonNullable Parameters ReturnType Awaited
  AsyncIterable AsyncIterator AsyncGenerator Iterable IterableIterator Generator PromiseLike ReadonlyArray ReadonlyMap ReadonlySet
  AbortController AbortSignal Blob CompressionStream DecompressionStream ImageData OffscreenCanvas Path2D TextDecoder TextEncoder
  URL URLSearchParams atob btoa clearInterval clearTimeout console crypto performance queueMicrotask setInterval setTimeout
  structuredClone`.split(/\s+/),
);

/** Declared without the word, and of no use. */
const OLD: ReadonlySet<string> = new Set(["escape", "unescape"]);

/** Whether a completion is shown: of the thousand global names, only those that a program has a use for. */
export const isOffered = ({ name, kind, kindModifiers = "", sortText }: Entry): boolean =>
  kind === "keyword" ||
  !sortText.includes(GLOBALS) ||
  (!kindModifiers.includes("declare") && !OLD.has(name)) ||
  USEFUL.has(name);
