import { FanoutError } from "@/lib/sdk/runtime/errors";

/** What a program finds closed, so that it hears why at its own line; the sandbox's CSP and origin hold even without this. */
const NETWORK = [
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "EventSource",
  "WebTransport",
  "importScripts",
  "WebSocketStream",
  "RTCPeerConnection",
];
const STORAGE = ["indexedDB", "caches", "BroadcastChannel", "FileSystemHandle"];
const WORKERS = ["Worker", "SharedWorker"];
const NAVIGATOR = [
  "sendBeacon",
  "serviceWorker",
  "storage",
  "locks",
  "gpu",
  "usb",
  "hid",
  "serial",
  "credentials",
];

export function closeDoors(
  scope: typeof globalThis,
  refused: (what: string) => void,
  closing: () => void,
): void {
  const shut = (on: object, name: string, why: string) => {
    if (!(name in on)) return;
    const refuse = () => {
      refused(name);
      throw new FanoutError(`${name} is not there: ${why}`);
    };
    for (let at: object | null = on; at; at = Object.getPrototypeOf(at) as object | null) {
      if (Object.hasOwn(at, name))
        Object.defineProperty(at, name, { value: refuse, configurable: false, writable: false });
    }
  };
  for (const name of NETWORK) shut(scope, name, "a program has no network; pass what it needs as inputs");
  for (const name of STORAGE) shut(scope, name, "a program has no storage; return what is to be kept");
  for (const name of WORKERS) shut(scope, name, "use map, or new Process(…) to start a worker by hand");
  for (const name of NAVIGATOR)
    shut(scope.navigator, name, "a program has no access to the browser around it");
  // The thread's own channel belongs to the runner; a program that closes its worker is recorded as one that died.
  const close = (scope as unknown as { close: () => void }).close.bind(scope);
  Object.defineProperty(scope, "close", {
    value: () => {
      closing();
      close();
    },
  });
}
