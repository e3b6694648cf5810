import type { EmbedMessage } from "@/lib/protocol/embed";

/** Without `version`, which is the same in all. */
export type ToHost = EmbedMessage extends infer M
  ? M extends EmbedMessage
    ? Omit<M, "version">
    : never
  : never;

export interface HostPort {
  /** The only accepted source of messages. Undefined where the embed is not in a frame. */
  readonly window: Pick<Window, "postMessage"> | undefined;
  post(message: ToHost): void;
  /** Runs in progress that the host asked for: their results go into its answers. */
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
