import type { ZodType } from "zod";
import { portOpened } from "@/lib/base/watch-ports";
import { type FromSandbox, fromSandboxSchema } from "@/lib/protocol/page";
import type { OpenChannel, SandboxChannel } from "./sandbox-frame";

/** What a sandbox reports when it is ready. */
export type SandboxEnvironment = Omit<Extract<FromSandbox, { type: "ready" }>, "type">;

/** The sandbox did not start, stopped responding, or sent an invalid message. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}

/** One sandbox, and the port to its document. */
export interface Sandbox extends SandboxChannel {
  /** Rejects with `SandboxError`. */
  readonly ready: Promise<SandboxEnvironment>;
}

/** Checks what arrives on a port, once: nothing after this checks its shape again. */
export function receive<T>(
  port: MessagePort,
  schema: ZodType<T>,
  take: (message: T) => void,
  fail: (error: SandboxError) => void,
): void {
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = schema.safeParse(data);
    if (message.success) take(message.data);
    else {
      const issue = message.error.issues[0];
      const where = issue === undefined ? "" : ` (${issue.path.join(".")}: ${issue.message})`;
      fail(new SandboxError(`The sandbox sent an invalid message${where}.`));
    }
  };
  port.onmessageerror = () => fail(new SandboxError("The sandbox sent an unreadable message."));
}

/**
 * Opens a sandbox.
 *
 * @param startMs from opening until "ready"
 * @param onFail is called where it does not start, breaks the protocol, or loses its coordinator
 */
export function openSandbox(
  open: OpenChannel,
  startMs: number,
  onFail: (sandbox: Sandbox, error: SandboxError) => void,
): Sandbox {
  const channel = open();
  portOpened("Sandbox document", channel.port);
  const ready = new Promise<SandboxEnvironment>((resolve, reject) => {
    const fail = (error: SandboxError): void => {
      clearTimeout(timer);
      reject(error);
      onFail(sandbox, error);
    };
    const timer = setTimeout(() => {
      const within = `The sandbox did not start within ${Math.round(startMs / 1000)} s.`;
      const advice = "A browser extension or content policy may block it. Reload the page.";
      fail(new SandboxError(`${within} ${advice}`));
    }, startMs);
    const take = (message: FromSandbox): void => {
      clearTimeout(timer);
      if (message.type === "failed") fail(new SandboxError(message.message));
      else resolve({ crossOriginIsolated: message.crossOriginIsolated, timerStepMs: message.timerStepMs });
    };
    receive(channel.port, fromSandboxSchema, take, fail);
  });
  // A sandbox opened ahead may have nobody yet who awaits it.
  ready.catch(() => undefined);
  const sandbox: Sandbox = { ...channel, ready };
  return sandbox;
}
