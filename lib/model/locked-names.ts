const NETWORK = ": programs have no network access. Pass the data as inputs.";
const STORAGE = ": programs have no storage. Return the data instead.";

/**
 * Globals that a worker has and a program may not use: the runner locks them, and the editor warns where one is used. Each has how its
 * message goes on after "`fetch` is unavailable".
 */
export const LOCKED_NAMES: Readonly<Record<string, string>> = {
  fetch: NETWORK,
  fetchLater: NETWORK,
  XMLHttpRequest: NETWORK,
  WebSocket: NETWORK,
  EventSource: NETWORK,
  WebTransport: NETWORK,
  importScripts: NETWORK,
  WebSocketStream: NETWORK,
  RTCPeerConnection: NETWORK,
  indexedDB: STORAGE,
  caches: STORAGE,
  cookieStore: STORAGE,
  BroadcastChannel: STORAGE,
  FileSystemHandle: STORAGE,
  Worker: ". Use `map`, or `new Process(…)` to start a worker.",
  SharedWorker: ". Use `map`, or `new Process(…)` to start a worker.",
  // WebKit would allow it, and a program would run in some browsers only.
  WebAssembly: ": like `eval`, it runs code created at run time.",
};

/** The same of what is on `navigator`. */
export const LOCKED_IN_NAVIGATOR: readonly string[] = [
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
export const NO_BROWSER = ": programs cannot access the browser.";
