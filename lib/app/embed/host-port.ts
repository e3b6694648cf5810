import type { EmbedMessage } from "@/lib/protocol/embed";

/** Without `version`, which is the same in all. */
export type ToHost = EmbedMessage extends infer M
  ? M extends EmbedMessage
    ? Omit<M, "version">
    : never
  : never;

/** The page around the embed. */
export interface HostPort {
  /** The only source of messages that counts. Undefined where the embed stands in no other page. */
  readonly window: Pick<Window, "postMessage"> | undefined;
  post(message: ToHost): void;
  /** The host asked for these runs, and they have not ended: what became of them is in its answers. */
  askedRuns: number;
}

export function createHostPort(
  host: HostPort["window"] = window.parent === window ? undefined : window.parent,
): HostPort {
  return {
    window: host,
    askedRuns: 0,
    // Messages hold nothing but what the host gave and what was made of it, and a host may have no origin to name.
    post: (message) => host?.postMessage({ version: 1, ...message }, "*"),
  };
}
