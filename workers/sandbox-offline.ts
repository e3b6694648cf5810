import type { ConnectMessage } from "@/lib/protocol/page";

/**
 * Stands between our page and the sandbox where there is no network. A frame without an origin never asks a service
 * worker, so the sandbox's page cannot be navigated to; and a frame made of text inherits its maker's policy, which for
 * our pages forbids what a sandbox needs. This page can be navigated to, and its policy allows the sandbox's script and
 * nothing more. The sandbox in it is the same as ever: the same text, the same attribute, no origin.
 */
let served = false;

addEventListener("message", ({ source, origin, data, ports }) => {
  const [port] = ports;
  if (served || source !== parent || origin !== location.origin || port === undefined) return;
  if (data?.type !== "fanout:connect" || typeof data.nonce !== "string") return;
  served = true;
  void open(data, port);
});

async function open(message: ConnectMessage, port: MessagePort): Promise<void> {
  // The sandbox of this page's name, with the same query, which is its version. Python's page has kept its own.
  const address = location.href.replace(location.hash, "").replace("sandbox-offline", "sandbox");
  const kept = (await caches.match(address)) ?? (await fetch(address));
  const page = new Blob([await kept.text()], { type: "text/html" });
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.allow = "cross-origin-isolated";
  frame.src = `${URL.createObjectURL(page)}#${message.nonce}`;
  // It has no origin that could be named.
  frame.onload = () => frame.contentWindow?.postMessage(message, "*", [port]);
  document.body.append(frame);
}
