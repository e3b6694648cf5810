import { type Carrier, callIn, save } from "../../execute/adopt";
import { type Callback, replaceMethod } from "./replace-method";

interface Listener {
  readonly bound: (event: unknown) => unknown;
  carrier: Carrier;
  saved: ReturnType<typeof save>;
}

/** Binds listeners of events: each runs in the span in which it was last added. */
export function bindEvents(running: () => Carrier | undefined, prototype: object | undefined): void {
  const known = new WeakMap<object, WeakMap<object, Map<unknown, Listener>>>();
  const listenersOf = (target: object, listener: object): Map<unknown, Listener> => {
    const byListener = known.get(target) ?? new WeakMap<object, Map<unknown, Listener>>();
    known.set(target, byListener);
    const byType = byListener.get(listener) ?? new Map<unknown, Listener>();
    byListener.set(listener, byType);
    return byType;
  };
  const call = (listener: object, event: unknown, self: unknown) =>
    typeof listener === "function"
      ? Reflect.apply(listener as Callback, self, [event])
      : (listener as { handleEvent(event: unknown): unknown }).handleEvent(event);

  replaceMethod(
    prototype,
    "addEventListener",
    (native) =>
      function (this: unknown, type, listener, ...rest) {
        const carrier = running();
        if (!isListener(listener) || !carrier) return Reflect.apply(native, this, [type, listener, ...rest]);
        const byType = listenersOf((this ?? globalThis) as object, listener);
        let found = byType.get(String(type));
        if (found) Object.assign(found, { carrier, saved: save(carrier) });
        else {
          const made: Listener = {
            carrier,
            saved: save(carrier),
            bound(this: unknown, event: unknown) {
              return callIn(made.carrier, made.saved, () => call(listener, event, this), undefined, []);
            },
          };
          byType.set(String(type), made);
          found = made;
        }
        return Reflect.apply(native, this, [type, found.bound, ...rest]);
      },
  );
  replaceMethod(
    prototype,
    "removeEventListener",
    (native) =>
      function (this: unknown, type, listener, ...rest) {
        const found = isListener(listener)
          ? known
              .get((this ?? globalThis) as object)
              ?.get(listener)
              ?.get(String(type))
          : undefined;
        // It may have been added before there was a thread.
        Reflect.apply(native, this, [type, listener, ...rest]);
        if (found) Reflect.apply(native, this, [type, found.bound, ...rest]);
      },
  );
}

const isListener = (value: unknown): value is object =>
  typeof value === "function" || (typeof value === "object" && value !== null);

/** Binds what is set as a property such as `port.onmessage`. */
export function bindHandler(
  prototype: object | undefined,
  name: string,
  bind: (callback: unknown) => unknown,
): void {
  const native = prototype && Object.getOwnPropertyDescriptor(prototype, name);
  if (!prototype || !native?.set || !native.get) return;
  const { get, set } = native;
  /** What the program has set, by what is set in its place. */
  const given = new WeakMap<object, unknown>();
  Object.defineProperty(prototype, name, {
    ...native,
    get(this: unknown) {
      const handler: unknown = Reflect.apply(get, this, []);
      return (typeof handler === "function" && given.get(handler)) || handler;
    },
    set(this: unknown, handler: unknown) {
      const bound = bind(handler);
      if (typeof bound === "function" && bound !== handler) given.set(bound, handler);
      Reflect.apply(set, this, [bound]);
    },
  });
}
