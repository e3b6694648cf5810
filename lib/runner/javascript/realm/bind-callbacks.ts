import { type Carrier, callIn, save } from "../../execute/adopt";
import { bindEvents, bindHandler } from "./bind-events";
import { bindPromises } from "./bind-promises";
import { type Callback, replaceMethod } from "./replace-method";

/** Calls that come later and take a callback first. */
const SCHEDULERS = [
  "setTimeout",
  "setInterval",
  "queueMicrotask",
  "requestAnimationFrame",
  "requestIdleCallback",
];
/** Classes whose events a program may handle by a property, such as `port.onmessage`. */
const HANDLERS: Readonly<Record<string, readonly string[]>> = {
  MessagePort: ["onmessage", "onmessageerror"],
  AbortSignal: ["onabort"],
  FileReader: ["onload", "onloadend", "onerror", "onprogress"],
};

/**
 * Binds callbacks of promises, timers, tasks and events to the span in which they are given, because their caller is the browser. For a
 * runner's own realm.
 * @param running the thread in which code runs
 */
export function bindCallbacks(running: () => Carrier | undefined, realm: typeof globalThis): void {
  const bind = (callback: unknown): unknown => {
    const carrier = running();
    if (typeof callback !== "function" || !carrier) return callback;
    const saved = save(carrier);
    return function (this: unknown, ...args: readonly unknown[]): unknown {
      return callIn(carrier, saved, callback as Callback, this, args);
    };
  };
  const first = (native: Callback): Callback =>
    function (this: unknown, callback, ...rest) {
      return Reflect.apply(native, this, [bind(callback), ...rest]);
    };
  const prototypeOf = (name: string) =>
    (realm as unknown as Record<string, { readonly prototype: object } | undefined>)[name]?.prototype;

  bindPromises(running, realm);
  for (const name of SCHEDULERS) replaceMethod(realm, name, first);
  replaceMethod(prototypeOf("Scheduler"), "postTask", first);
  bindEvents(running, prototypeOf("EventTarget"));
  for (const [name, properties] of Object.entries(HANDLERS))
    for (const property of properties) bindHandler(prototypeOf(name), property, bind);
}
