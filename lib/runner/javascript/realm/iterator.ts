import { type Carrier, callIn, isObject, promiseOf } from "../../execute/adopt";
import type { SpanContext } from "../../execute/span-context";

/** An iterator as `for await` uses it. */
interface ContextIterator {
  /** @returns the iterator's next result; a synchronous iterator's value has been awaited */
  next(): Promise<IteratorResult<unknown>>;
  /** Ends the iterator before it is exhausted. */
  end(): Promise<unknown>;
}

type Method = (...args: readonly unknown[]) => unknown;

function methodOf(object: object, name: PropertyKey): Method | undefined {
  const method = (object as Record<PropertyKey, unknown>)[name];
  if (method === undefined || method === null) return undefined;
  if (typeof method !== "function")
    throw new TypeError(`${String(name)} of what is iterated is not a function`);
  return method as Method;
}

/** Iterates in a span, whatever is current when the next value is asked for. @throws TypeError for what is not iterable */
export function iteratorOf(carrier: Carrier, saved: SpanContext | null, iterable: unknown): ContextIterator {
  if (iterable === undefined || iterable === null)
    throw new TypeError(`${String(iterable)} after \`of\` is not iterable`);
  const source = Object(iterable) as object;
  const asynchronous = methodOf(source, Symbol.asyncIterator);
  const open = asynchronous ?? methodOf(source, Symbol.iterator);
  if (!open) throw new TypeError("the value after `of` is not iterable");
  const iterator = Reflect.apply(open, iterable, []);
  if (!isObject(iterator)) throw new TypeError("the iterator of the value after `of` is not an object");
  const step = (iterator as { next?: unknown }).next as Method;

  const call = (method: Method) => callIn(carrier, saved, method, iterator, []);
  const wait = (value: unknown) => (isObject(value) ? promiseOf(carrier, value, saved) : undefined) ?? value;
  const checked = (result: unknown): IteratorResult<unknown> => {
    if (isObject(result)) return result as IteratorResult<unknown>;
    throw new TypeError(`the iterator's result is ${String(result)}, not an object`);
  };
  const ended = (method: Method) => (asynchronous ? wait(call(method)) : checked(call(method)));

  return {
    async next() {
      if (asynchronous) return checked(await wait(call(step)));
      const { done, value } = checked(call(step));
      return { done: Boolean(done), value: await wait(value) };
    },
    async end() {
      const method = methodOf(iterator, "return");
      if (method) checked(await ended(method));
    },
  };
}
