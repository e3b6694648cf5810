import { isThenable, type Result } from "../../execute/body";
import type { SpanContext } from "../../execute/span-context";

/**
 * Keeps the current span right across awaits. Browsers have no AsyncContext, so `compile` writes `await x` as
 * `__fanout.resume(__fanout.save(), await __fanout.settle(x))`, and callbacks given to promises and timers are bound
 * to the context in which they were given.
 */
type Step = { readonly saved: SpanContext | null; readonly outcome: Result };

export interface Carrier {
  current: SpanContext | null;
}

export type ContextHooks = ReturnType<typeof contextHooks>;

const succeeded = (value: unknown): Result => ({ ok: true, value });
const failed = (error: unknown): Result => ({ ok: false, error });

/** The promise methods as they were before a program or `bindCallbacks` touched them. */
const nativeThen = Promise.prototype.then;

export function contextHooks(carrier: Carrier) {
  const save = () => {
    const current = carrier.current;
    if (current) current.captured = true;
    return current;
  };
  const settle = (value: unknown): unknown => {
    if (!isThenable(value)) return succeeded(value);
    return value instanceof Promise
      ? nativeThen.call(value, succeeded, failed)
      : nativeThen.call(Promise.resolve(value), succeeded, failed);
  };
  return {
    save,
    settle,
    resume(saved: SpanContext | null, outcome: Result): unknown {
      carrier.current = saved;
      if (outcome.ok) return outcome.value;
      throw outcome.error;
    },
    enter(saved: SpanContext | null): void {
      carrier.current = saved;
    },
    iterate(iterable: unknown): AsyncIterable<Step> {
      const saved = save();
      return { [Symbol.asyncIterator]: () => steps(iterable, saved) };
    },
    unwrap(step: Step): unknown {
      carrier.current = step.saved;
      if (step.outcome.ok) return step.outcome.value;
      throw step.outcome.error;
    },
  };
}

/** Turns an iterator's rejection into a step, so that it is thrown inside the loop, in the loop's context. */
function steps(iterable: unknown, saved: SpanContext | null): AsyncIterator<Step> {
  const source = iterable as Partial<AsyncIterable<unknown> & Iterable<unknown>>;
  const iterator = source[Symbol.asyncIterator]?.() ?? source[Symbol.iterator]?.();
  if (!iterator) throw new TypeError("the value after `of` cannot be iterated");
  let over = false;
  return {
    async next() {
      try {
        const result = await iterator.next();
        if (result.done) return { done: true, value: undefined };
        return { done: false, value: { saved, outcome: succeeded(await result.value) } };
      } catch (error) {
        over = true;
        return { done: false, value: { saved, outcome: failed(error) } };
      }
    },
    async return() {
      if (!over) await iterator.return?.();
      return { done: true, value: undefined };
    },
  };
}

/** Binds callbacks of promises, timers and microtasks to the context in which they are given. For a runner's own realm. */
export function bindCallbacks(carrier: Carrier, realm: typeof globalThis): void {
  const bind = (callback: unknown): unknown => {
    if (typeof callback !== "function" || !carrier.current) return callback;
    const saved = carrier.current;
    saved.captured = true;
    return function (this: unknown, ...args: unknown[]): unknown {
      carrier.current = saved;
      return Reflect.apply(callback as (...args: unknown[]) => unknown, this, args);
    };
  };
  // biome-ignore lint/suspicious/noThenProperty: it is the promises' own then that is replaced.
  Object.defineProperty(realm.Promise.prototype, "then", {
    configurable: true,
    writable: true,
    value: function (this: Promise<unknown>, ok?: unknown, fail?: unknown) {
      return Reflect.apply(nativeThen, this, [bind(ok), bind(fail)]);
    },
  });
  for (const name of ["setTimeout", "setInterval", "queueMicrotask"] as const) {
    const native = realm[name] as unknown as (...args: unknown[]) => unknown;
    Object.defineProperty(realm, name, {
      configurable: true,
      writable: true,
      value: (callback: unknown, ...rest: unknown[]) => native(bind(callback), ...rest),
    });
  }
}
