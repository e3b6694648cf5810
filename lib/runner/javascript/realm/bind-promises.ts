import { adopt, type Carrier, callIn, nativeThen, save } from "../../execute/adopt";

import { iteratorOf } from "./iterator";
import { type Callback, replaceMethod } from "./replace-method";

/** Binds reactions, and the `then` of what a promise is resolved with, to the span in which they are given. */
export function bindPromises(running: () => Carrier | undefined, realm: typeof globalThis): void {
  /** A callback bound to the span, whose result a promise is resolved with. */
  const reaction = (callback: unknown): unknown => {
    const carrier = running();
    if (typeof callback !== "function" || !carrier?.current) return callback;
    const saved = save(carrier);
    return (value: unknown) =>
      adopt(carrier, callIn(carrier, saved, callback as Callback, undefined, [value]), saved);
  };
  const adopted = (value: unknown) => {
    const carrier = running();
    return carrier ? adopt(carrier, value) : value;
  };
  replaceMethod(
    realm.Promise.prototype,
    "then",
    () =>
      function (this: unknown, ok, fail) {
        return Reflect.apply(nativeThen, this, [reaction(ok), reaction(fail)]);
      },
  );
  replaceMethod(
    realm.Promise,
    "resolve",
    (native) =>
      function (this: unknown, value) {
        return Reflect.apply(native, this, [adopted(value)]);
      },
  );
  replaceMethod(
    realm.Promise,
    "try",
    (native) =>
      function (this: unknown, callback, ...args) {
        const call = (...given: readonly unknown[]) =>
          adopted(Reflect.apply(callback as Callback, undefined, given));
        return Reflect.apply(native, this, [typeof callback === "function" ? call : callback, ...args]);
      },
  );
  replaceMethod(
    realm.Promise,
    "withResolvers",
    (native) =>
      function (this: unknown) {
        const made = Reflect.apply(native, this, []) as { readonly resolve: (value: unknown) => void };
        return { ...made, resolve: (value: unknown) => made.resolve(adopted(value)) };
      },
  );
  replaceMethod(
    realm.Array,
    "fromAsync",
    (native) =>
      function (this: unknown, items, mapper, self) {
        const carrier = running();
        if (!carrier?.current) return Reflect.apply(native, this, [items, mapper, self]);
        const saved = save(carrier);
        const source = isIterable(items)
          ? { [Symbol.asyncIterator]: () => asyncIterator(carrier, saved, items) }
          : items;
        const mapped =
          typeof mapper !== "function"
            ? mapper
            : function (this: unknown, ...args: readonly unknown[]) {
                return adopt(carrier, callIn(carrier, saved, mapper as Callback, this, args), saved);
              };
        return Reflect.apply(native, this, [source, mapped, self]);
      },
  );
}

const isIterable = (value: unknown): boolean =>
  value !== null &&
  value !== undefined &&
  (Symbol.asyncIterator in Object(value) || Symbol.iterator in Object(value));

function asyncIterator(
  carrier: Carrier,
  saved: ReturnType<typeof save>,
  items: unknown,
): AsyncIterator<unknown> {
  const { next, end } = iteratorOf(carrier, saved, items);
  return { next, return: () => end().then(() => ({ done: true, value: undefined })) };
}
