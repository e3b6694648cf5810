/**
 * Program text that tries every way out of a worker, one after the other. `base` is the address of a server that counts
 * requests, without its scheme. Returns, by name, "reached: …" if something came back, otherwise the reason why not.
 */
export const ESCAPES = `
const quick = (what, promise) => Promise.race([promise, sleep(700).then(() => { throw new Error(what + ": no answer"); })]);
const opened = (on, good, bad) => new Promise((done, failed) => { on.addEventListener(good, () => done(good)); on.addEventListener(bad, () => failed(new Error(bad))); });
const script = (text) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
const ways = {
  fetch: (base) => fetch("http://" + base + "/fetch").then((answer) => answer.text()),
  "fetch without cors": (base) => fetch("http://" + base + "/no-cors", { mode: "no-cors", keepalive: true, method: "POST", body: "secret" }).then((answer) => answer.type),
  "fetch of a blob": () => fetch(script("blob")).then((answer) => answer.text()),
  "fetch of data": () => fetch("data:text/plain,data").then((answer) => answer.text()),
  XMLHttpRequest: (base) => { const request = new XMLHttpRequest(); request.open("GET", "http://" + base + "/xhr"); request.send(); return opened(request, "load", "error"); },
  "XMLHttpRequest at once": (base) => { const request = new XMLHttpRequest(); request.open("GET", "http://" + base + "/xhr-sync", false); request.send(); return request.responseText; },
  WebSocket: (base) => opened(new WebSocket("ws://" + base + "/socket"), "open", "error"),
  WebSocketStream: (base) => new WebSocketStream("ws://" + base + "/socket-stream").opened,
  EventSource: (base) => opened(new EventSource("http://" + base + "/events"), "open", "error"),
  WebTransport: (base) => new WebTransport("https://" + base + "/transport").ready,
  importScripts: (base) => { importScripts("http://" + base + "/scripts"); return "run"; },
  "importScripts of data": () => { importScripts("data:text/javascript,globalThis.data = 1"); return globalThis.data; },
  "import of http": (base) => import(/* @vite-ignore */ "http://" + base + "/import").then((module) => module.default),
  "import of http as json": (base) => import("http://" + base + "/json", { with: { type: "json" } }).then((module) => module.default),
  "import of http as css": (base) => import("http://" + base + "/css", { with: { type: "css" } }).then((module) => module.default),
  "import of data": () => import("data:text/javascript,export default 1").then((module) => module.default),
  "a blob that imports http": (base) => import(script("export { default } from 'http://" + base + "/through-blob'")).then((module) => module.default),
  "a font": (base) => new FontFace("stolen", "url(http://" + base + "/font)").load().then(() => "loaded"),
  "a font of the worker": (base) => { const font = new FontFace("stolen", "url(http://" + base + "/font-set)"); fonts.add(font); return fonts.load("12px stolen").then((list) => { if (list.length === 0) throw new Error("none"); return list.length; }); },
  "a beacon": (base) => { if (!navigator.sendBeacon("http://" + base + "/beacon", "secret")) throw new Error("not sent"); return "sent"; },
  fetchLater: (base) => { fetchLater("http://" + base + "/later", { activateAfter: 0 }); return "planned"; },
  "a worker from http": (base) => opened(new Worker("http://" + base + "/worker"), "message", "error"),
  "a worker from a blob": (base) => opened(new Worker(script("postMessage(1)")), "message", "error"),
  "a module worker from data": () => opened(new Worker("data:text/javascript,postMessage(1)", { type: "module" }), "message", "error"),
  SharedWorker: () => new SharedWorker(script("")).port,
  "a service worker": (base) => navigator.serviceWorker.register("http://" + base + "/service"),
  WebRTC: (base) => { const peer = new RTCPeerConnection({ iceServers: [{ urls: "stun:" + base }] }); peer.createDataChannel("x"); return peer.createOffer(); },
  BroadcastChannel: () => { const channel = new BroadcastChannel("fanout"); channel.postMessage("secret"); return "posted"; },
  indexedDB: () => opened(indexedDB.open("stolen"), "success", "error"),
  caches: () => caches.open("stolen").then(() => "open"),
  "the file system": () => navigator.storage.getDirectory().then(() => "open"),
  "an estimate of the storage": () => navigator.storage.estimate().then((estimate) => estimate.quota),
  locks: () => navigator.locks.request("x", () => "held"),
  cookies: () => { const found = document.cookie; return found; },
  "the cookie store": () => cookieStore.getAll().then((all) => all.length),
  localStorage: () => localStorage.length,
  navigation: (base) => { location.href = "http://" + base + "/navigation"; if (!location.href.includes(base)) throw new Error("not moved"); return "moved"; },
  "the page around": () => parent.document.title,
  opener: () => opener.location.href,
  eval: () => (0, eval)("1 + 1"),
  Function: () => new Function("return 1")(),
  "a timer with text": () => new Promise((done, failed) => { globalThis.timed = done; setTimeout("timed('run')", 1); }),
  WebAssembly: () => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => "compiled"),
  notifications: () => Notification.requestPermission().then((answer) => { if (answer !== "granted") throw new Error(answer); return answer; }),
  "a graphics device": () => navigator.gpu.requestAdapter().then((adapter) => { if (!adapter) throw new Error("none"); return "adapter"; }),
};
async function tryAll(base) {
  const found = {};
  await Promise.all(Object.entries(ways).map(async ([name, way]) => {
    try { found[name] = "reached: " + String(await quick(name, Promise.resolve().then(() => way(base)))); }
    catch (error) { found[name] = String(error && error.message); }
  }));
  return found;
}
`;
