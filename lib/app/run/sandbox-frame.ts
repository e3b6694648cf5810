import type { ConnectMessage } from "@/lib/protocol/page";
import type { PythonFiles, ToPythonSandbox } from "@/lib/protocol/python-files";
import { PYTHON_SANDBOX_PATH, SANDBOX_PATH } from "./sandbox-manifest.generated";
import { type SandboxSource, sandboxSource } from "./sandbox-source";

/** One sandbox and the port to it. */
export interface SandboxChannel {
  readonly port: MessagePort;
  /** Ends the sandbox and every worker in it, at once: also one that is in an endless loop. */
  close(): void;
}

/** Opens a sandbox. The port may be used at once; what is posted before the sandbox has loaded waits in it. */
export type OpenChannel = () => SandboxChannel;

/**
 * Makes the frame in which programs run: an opaque origin without network, where only our own code runs, and the
 * workers. Everything after this message goes through ports.
 */
export const openSandboxFrame = (): SandboxChannel => openFrame(sandboxSource(SANDBOX_PATH));

/** The same for Python, which gets its files through the port: it has no network. */
export function openPythonFrame(files: PythonFiles): SandboxChannel {
  const channel = openFrame(sandboxSource(PYTHON_SANDBOX_PATH));
  channel.port.postMessage({ type: "python", files } satisfies ToPythonSandbox);
  return channel;
}

function openFrame(source: SandboxSource | Promise<SandboxSource>): SandboxChannel {
  const { port1, port2 } = new MessageChannel();
  const nonce = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");
  const frame = document.createElement("iframe");
  // Without it Chromium gives the sandbox the coarse clock even on an isolated page.
  frame.allow = "cross-origin-isolated";
  frame.title = "Sandbox";
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  // Not `display: none`: browsers give the process of a frame that cannot be seen a low priority.
  frame.style.cssText =
    "position:fixed;right:0;bottom:0;width:1px;height:1px;border:0;opacity:0;pointer-events:none";
  let closed = false;
  const open = ({ url, wrapped }: SandboxSource): void => {
    if (closed) return;
    if (!wrapped) frame.setAttribute("sandbox", "allow-scripts");
    frame.src = `${url}#${nonce}`;
    frame.addEventListener(
      "load",
      () => {
        // The sandbox's origin is opaque, so there is no origin to name; the port goes to this window and nowhere else.
        const message: ConnectMessage = { type: "fanout:connect", nonce };
        frame.contentWindow?.postMessage(message, wrapped ? location.origin : "*", [port2]);
      },
      { once: true },
    );
    document.body.append(frame);
  };
  if ("url" in source) open(source);
  else void source.then(open);
  return {
    port: port1,
    close() {
      closed = true;
      port1.close();
      frame.remove();
    },
  };
}
