export type Callback = (...args: readonly unknown[]) => unknown;

/** Replaces a method, if there is one, by one that calls it. */
export function replaceMethod(
  on: object | undefined,
  name: string,
  make: (native: Callback) => Callback,
): void {
  const native = on && (on as Record<string, unknown>)[name];
  if (!on || typeof native !== "function") return;
  const value = make(native as Callback);
  Object.defineProperty(value, "name", { value: name, configurable: true });
  Object.defineProperty(on, name, { configurable: true, writable: true, value });
}
