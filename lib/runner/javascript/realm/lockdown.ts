import { FanoutError } from "@/lib/runner/remote/errors";

/** What a program finds closed, so that it hears why at its own line; the sandbox's CSP and origin hold even without this. */
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
  const shut = (on: object, name: string, why: string) => {
    if (!(name in on)) return;
    const door = closedDoor(() => {
      refused(name);
      throw new FanoutError(`${name} is not there: ${why}`);
    });
    for (let at: object | null = on; at; at = Object.getPrototypeOf(at) as object | null) {
      if (Object.hasOwn(at, name))
        Object.defineProperty(at, name, { value: door, configurable: false, writable: false });
    }
  };
  for (const name of NETWORK) shut(scope, name, "a program has no network; pass what it needs as inputs");
  for (const name of STORAGE) shut(scope, name, "a program has no storage; return what is to be kept");
  for (const name of WORKERS) shut(scope, name, "use map, or new Process(…) to start a worker by hand");
  // WebKit would allow it, and a program would run in some browsers only.
  shut(scope, "WebAssembly", "code made at run time is refused, as with eval");
  for (const name of NAVIGATOR)
    shut(scope.navigator, name, "a program has no access to the browser around it");
  // What has no door, because it is syntax or a text's own address, meets the content policy.
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

/** Refuses to be called, to be constructed and to have its members read; may be looked at and passed on. */
function closedDoor(refuse: () => never): unknown {
  // A class, because what cannot be constructed would not ask the trap.
  return new Proxy(class Closed {}, {
    apply: refuse,
    construct: refuse,
    get: (_, key) => (typeof key === "symbol" || key === "then" ? undefined : refuse()),
  });
}

function policyWords({
  blockedURI,
  effectiveDirective,
}: Pick<SecurityPolicyViolationEvent, "blockedURI" | "effectiveDirective">): string {
  if (blockedURI === "eval") return "eval";
  if (blockedURI === "wasm-eval") return "WebAssembly";
  const what = effectiveDirective.startsWith("script-src")
    ? "import"
    : effectiveDirective.replace(/-src$/, "");
  return `${what} of ${blockedURI.slice(0, 200)}`;
}
