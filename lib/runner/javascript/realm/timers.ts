type Timer = (...args: unknown[]) => unknown;

/** Keeps the timers of a realm that are still to come in `pending`. For a runner's own realm. */
export function trackTimers(pending: () => Set<unknown> | undefined, realm: typeof globalThis): void {
  const replace = (
    name: "setTimeout" | "setInterval" | "clearTimeout" | "clearInterval",
    by: (native: Timer) => Timer,
  ) => {
    const value = by(realm[name] as unknown as Timer);
    Object.defineProperty(realm, name, { configurable: true, writable: true, value });
  };
  replace("setTimeout", (native) => (callback, ...rest) => {
    if (typeof callback !== "function") return native(callback, ...rest);
    const timer = native(
      (...args: unknown[]) => {
        pending()?.delete(timer);
        return (callback as Timer)(...args);
      },
      ...rest,
    );
    pending()?.add(timer);
    return timer;
  });
  replace("setInterval", (native) => (...args) => {
    const timer = native(...args);
    pending()?.add(timer);
    return timer;
  });
  // Either ends a timer of either kind.
  for (const name of ["clearTimeout", "clearInterval"] as const)
    replace(name, (native) => (timer) => {
      pending()?.delete(timer);
      return native(timer);
    });
}
