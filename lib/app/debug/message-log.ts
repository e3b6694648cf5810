import { textOf } from "@/lib/base/text-of";
import { watchPorts } from "@/lib/base/watch-ports";
import { estimateBytes } from "@/lib/storage/estimate-bytes";

/** Messages kept; the oldest go. */
const MAX_MESSAGES = 1_000;
/** ms until listeners hear of what arrived: ticks come every 50 ms. */
const NOTIFY_MS = 250;

export interface LoggedMessage {
  readonly id: number;
  /** ms since the page was opened. */
  readonly time: number;
  /** Who is at the other end. */
  readonly channel: string;
  readonly direction: "sent" | "received";
  readonly type: string;
  readonly bytes: number;
}

function typeOf(message: unknown): string {
  if (typeof message !== "object" || message === null || !("type" in message)) return typeof message;
  return textOf(message.type).slice(0, 100);
}

/** What the page sends and receives, from now on. */
export function createMessageLog() {
  let messages: readonly LoggedMessage[] = [];
  let added: LoggedMessage[] = [];
  let paused = false;
  let last = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  const notify = (): void => {
    clearTimeout(timer);
    timer = undefined;
    messages = [...added.reverse(), ...messages].slice(0, MAX_MESSAGES);
    added = [];
    for (const listener of listeners) listener();
  };

  const add = (channel: string, direction: LoggedMessage["direction"], message: unknown): void => {
    if (paused) return;
    const [time, type, bytes] = [performance.now(), typeOf(message), estimateBytes(message)];
    added.push({ id: ++last, time, channel, direction, type, bytes });
    if (added.length > MAX_MESSAGES) added.shift();
    timer ??= setTimeout(notify, NOTIFY_MS);
  };

  watchPorts((channel, port) => {
    port.addEventListener("message", (event) => add(channel, "received", (event as MessageEvent).data));
    const post = port.postMessage.bind(port);
    port.postMessage = (message, transfer = []) => {
      add(channel, "sent", message);
      post(message, transfer);
    };
  });

  return {
    /** Newest first. The same array until something changes. */
    messages: () => messages,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** While paused, nothing is logged. */
    pause(on: boolean): void {
      paused = on;
    },
    clear(): void {
      messages = [];
      added = [];
      notify();
    },
  };
}
