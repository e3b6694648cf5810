import { FanoutError } from "@/lib/runner/remote/errors";

/** What a program may not use: it gets an error at its own line. The sandbox's CSP and origin hold even without this. */
const NETWORK = [
  "fetch",
  "fetchLater",
  "XMLHttpRequest",
  "WebSocket",
  "EventSource",
  "WebTransport",
  "importScripts",
  "WebSocketStream",
  "RTCPeerConnection",
];
const STORAGE = ["indexedDB", "caches", "cookieStore", "BroadcastChannel", "FileSystemHandle"];
const WORKERS = ["Worker", "SharedWorker"];
const NAVIGATOR = [
  "sendBeacon",
  "serviceWorker",
  "storage",
  "storageBuckets",
  "locks",
  "gpu",
  "usb",
  "hid",
  "serial",
  "credentials",
];

export function lockDown(
  scope: typeof globalThis,
  refused: (what: string) => void,
  closing: () => void,
): void {
  const lock = (on: object, name: string, why: string) => {
    if (!(name in on)) return;
    const locked = lockedValue(() => {
      refused(name);
      throw new FanoutError(`${name} is not there: ${why}`);
    });
    for (let at: object | null = on; at; at = Object.getPrototypeOf(at) as object | null) {
      if (Object.hasOwn(at, name))
        Object.defineProperty(at, name, { value: locked, configurable: false, writable: false });
    }
  };
  for (const name of NETWORK) lock(scope, name, "a program has no network; pass what it needs as inputs");
  for (const name of STORAGE) lock(scope, name, "a program has no storage; return what is to be kept");
  for (const name of WORKERS) lock(scope, name, "use map, or new Process(…) to start a worker by hand");
  // WebKit would allow it, and a program would run in some browsers only.
  lock(scope, "WebAssembly", "code made at run time is refused, as with eval");
  for (const name of NAVIGATOR)
    lock(scope.navigator, name, "a program has no access to the browser around it");
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
