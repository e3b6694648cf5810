import { LOCKED_IN_NAVIGATOR, LOCKED_NAMES, NO_BROWSER } from "@/lib/model/locked-names";
import { FanoutError, markFinal } from "@/lib/runner/remote/errors";

/**
 * Locks what a program may not use (lib/model/locked-names.ts): it gets an error at its own line, after which no attempt follows. The sandbox's
 * CSP and origin hold even without this.
 */
export function lockDown(
  scope: typeof globalThis,
  refused: (what: string) => void,
  closing: () => void,
): void {
  const lock = (on: object, name: string, why: string) => {
    if (!(name in on)) return;
    const locked = lockedValue(() => {
      refused(name);
      const error = new FanoutError(`\`${name}\` is unavailable${why}`);
      markFinal(error);
      throw error;
    });
    for (let at: object | null = on; at; at = Object.getPrototypeOf(at) as object | null) {
      if (Object.hasOwn(at, name))
        Object.defineProperty(at, name, { value: locked, configurable: false, writable: false });
    }
  };
  for (const [name, why] of Object.entries(LOCKED_NAMES)) lock(scope, name, why);
  for (const name of LOCKED_IN_NAVIGATOR) lock(scope.navigator, name, NO_BROWSER);
  // What cannot be replaced, such as `import()`, meets the content policy.
  scope.addEventListener("securitypolicyviolation", (event) =>
    refused(policyWords(event as SecurityPolicyViolationEvent)),
  );
  // The thread's own channel belongs to the runner; a program that closes its worker is recorded as one that died.
  const close = (scope as unknown as { close: () => void }).close.bind(scope);
  Object.defineProperty(scope, "close", {
    value: () => {
      closing();
      close();
    },
  });
}

/** Throws when it is called, constructed or read; may be compared and passed on. */
function lockedValue(refuse: () => never): unknown {
  // A class: only of a constructor does a proxy trap `new`.
  return new Proxy(class Closed {}, {
    apply: refuse,
    construct: refuse,
    get: (_, key) => (typeof key === "symbol" || key === "then" ? undefined : refuse()),
  });
}

function policyWords({ blockedURI, effectiveDirective }: SecurityPolicyViolationEvent): string {
  if (blockedURI === "eval") return "eval";
  if (blockedURI === "wasm-eval") return "WebAssembly";
  const what = effectiveDirective.startsWith("script-src")
    ? "import"
    : effectiveDirective.replace(/-src$/, "");
  return `${what} of ${blockedURI.slice(0, 200)}`;
}
