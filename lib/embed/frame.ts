import type { FanoutProblem } from "./api";

/** A message to or of the embed, as far as it is believed before anybody looks at it. */
export interface FrameMessage {
  readonly type: string;
  readonly id?: unknown;
  readonly [key: string]: unknown;
}

interface Pending {
  readonly resolve: (message: FrameMessage) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

export type Frame = ReturnType<typeof createFrame>;

const ANSWERS = new Set(["fanout:loaded", "fanout:result", "fanout:error"]);

let count = 0;

/** @param heard gets every message of this frame's embed and of nobody else */
export function createFrame(address: string, title: string, heard: (message: FrameMessage) => void) {
  const element = document.createElement("iframe");
  element.title = title;
  // Isolation where the host has it, for fine timers. No `sandbox`: the frame is cross-origin, so it is isolated, and the embed needs
  // its own origin for storage and its sandbox. Programs run in an opaque-origin frame inside it: docs/architecture.md, "Threads".
  element.allow = "cross-origin-isolated; clipboard-write";
  element.src = address;

  // In a host without an origin (a sandboxed frame, a file) the embed may have none either.
  const isOpaque = self.origin === "null";
  const { origin } = new URL(address);
  const pending = new Map<string, Pending>();
  const { promise: ready, resolve: isReady, reject: isGone } = withResolvers();
  ready.catch(() => undefined);

  const post = (message: FrameMessage): void =>
    element.contentWindow?.postMessage({ ...message, version: 1 }, isOpaque ? "*" : origin);

  const settle = (id: string): Pending | undefined => {
    const one = pending.get(id);
    clearTimeout(one?.timer);
    pending.delete(id);
    return one;
  };

  const listen = ({ source, origin: from, data }: MessageEvent): void => {
    if (source !== element.contentWindow || !(from === origin || (isOpaque && from === "null"))) return;
    if (!isMessage(data)) return;
    if (data.type === "fanout:ready") isReady();
    const asked = ANSWERS.has(data.type) && typeof data.id === "string" ? settle(data.id) : undefined;
    if (data.type === "fanout:error") asked?.reject(errorOf(data));
    else asked?.resolve(data);
    heard(data);
  };
  addEventListener("message", listen);

  return {
    element,
    /** Resolves when the embed takes messages; rejects when the frame is removed before. */
    ready,
    post,
    /** Resolves with the answer; rejects with an error that the embed sent, when it is late, or when the frame is removed. */
    ask: (message: FrameMessage, timeoutMs: number): Promise<FrameMessage> =>
      new Promise((resolve, reject) => {
        const id = `fanout-${++count}`;
        const late = () => settle(id)?.reject(new Error(`${message.type} timed out after ${timeoutMs} ms.`));
        pending.set(id, { resolve, reject, timer: setTimeout(late, timeoutMs) });
        ready.then(
          () => post({ ...message, id }),
          () => undefined,
        );
      }),
    remove: (): void => {
      removeEventListener("message", listen);
      element.remove();
      const error = new DOMException("The playground was removed from the page.", "AbortError");
      isGone(error);
      for (const id of [...pending.keys()]) settle(id)?.reject(error);
    },
  };
}

function isMessage(data: unknown): data is FrameMessage {
  return (
    typeof data === "object" &&
    data !== null &&
    "type" in data &&
    typeof data.type === "string" &&
    data.type.startsWith("fanout:") &&
    "version" in data &&
    data.version === 1 &&
    (data.type !== "fanout:error" || ("message" in data && typeof data.message === "string"))
  );
}

/** @param error its text has been checked */
export function problemIn({ message, line, column }: FrameMessage): FanoutProblem {
  return {
    message: message as string,
    ...(typeof line === "number" && { line }),
    ...(typeof column === "number" && { column }),
  };
}

const errorOf = (message: FrameMessage): Error => Object.assign(new Error(), problemIn(message));

function withResolvers(): { promise: Promise<void>; resolve: () => void; reject: (error: Error) => void } {
  let resolve: () => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
