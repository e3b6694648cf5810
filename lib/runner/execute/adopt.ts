import type { SpanContext } from "./span-context";

/** What knows the current span of a thread: null between the segments of bodies. */
export interface Carrier {
  current: SpanContext | null;
  /** No run is in progress: nothing that the program left behind is called. */
  readonly isResting: boolean;
}

/** Promises as they were before a program or `bindCallbacks` touched them. */
const NativePromise = Promise;
export const nativeThen = Promise.prototype.then;
export const ready = Promise.resolve();

type Callback = (...args: readonly unknown[]) => unknown;
type Settle = (value: unknown) => void;

/** The current span, which something outside of its body now refers to. */
export function save(carrier: Carrier): SpanContext | null {
  const { current } = carrier;
  if (current) current.captured = true;
  return current;
}

/** Calls a callback in a span. */
export function callIn(
  carrier: Carrier,
  saved: SpanContext | null,
  callback: Callback,
  self: unknown,
  args: readonly unknown[],
): unknown {
  if (carrier.isResting) return undefined;
  const before = carrier.current;
  carrier.current = saved;
  try {
    return Reflect.apply(callback, self, args);
  } finally {
    carrier.current = before;
  }
}

export const isObject = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/**
 * The promise that `await` waits for: a plain promise itself; for a thenable, or a promise of a subclass, one that follows it. Its `then`
 * is read once and called in a microtask, as JavaScript does, in the span. Undefined where there is nothing to wait for.
 * @throws what reading a property throws
 */
export function promiseOf(
  carrier: Carrier,
  value: object,
  saved = save(carrier),
): Promise<unknown> | undefined {
  if (value instanceof NativePromise && value.constructor === NativePromise) return value;
  const { then } = value as { then?: unknown };
  if (typeof then !== "function") return undefined;
  return new NativePromise((resolve, reject) => {
    const call = () => callThen(carrier, saved, value, then as Callback, resolve, reject);
    nativeThen.call(nativeThen.call(ready, call), undefined, reject);
  });
}

function callThen(
  carrier: Carrier,
  saved: SpanContext | null,
  thenable: object,
  then: Callback,
  resolve: Settle,
  reject: Settle,
): unknown {
  const adopting = (value: unknown) => resolve(adopt(carrier, value, saved));
  return callIn(carrier, saved, then, thenable, [adopting, reject]);
}

/**
 * What a promise is resolved with. JavaScript calls the `then` of a thenable later, between bodies; a thenable is replaced by one
 * that calls it in the span. A plain promise calls nothing of the program, and stays as it is.
 */
export function adopt(carrier: Carrier, value: unknown, saved = save(carrier)): unknown {
  if (!isObject(value) || !saved) return value;
  let then: unknown;
  try {
    ({ then } = value as { then?: unknown });
  } catch (error) {
    return NativePromise.reject(error);
  }
  if (typeof then !== "function") return value;
  if (value instanceof NativePromise && (then === nativeThen || then === NativePromise.prototype.then))
    return value;
  return {
    // biome-ignore lint/suspicious/noThenProperty: it stands for a thenable.
    then: (resolve: Settle, reject: Settle) =>
      callThen(carrier, saved, value, then as Callback, resolve, reject),
  };
}
