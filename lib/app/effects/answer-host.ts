import type { EmbedHost } from "../embed/embed-host";
import type { HostPort } from "../embed/host-port";
import type { Effect } from "./services";

interface Services {
  readonly host: HostPort;
  readonly opened: Promise<void>;
  readonly cores: number;
}

/**
 * Answers the messages of the page around the embed. What that needs is loaded with the first of them, so that an embed
 * that is only read does not pay for it; until then they wait, in order.
 */
export const answerHost: Effect<Services> = (store, { host, opened, cores }) => {
  const early: MessageEvent<unknown>[] = [];
  let loaded: EmbedHost | undefined;
  let stopped = false;

  async function load(): Promise<void> {
    await opened;
    const { createEmbedHost } = await import("../embed/embed-host");
    if (stopped) return;
    loaded = createEmbedHost(store, cores, host);
    for (const event of early) loaded.receive(event);
  }

  const receive = (event: MessageEvent<unknown>): void => {
    if (host.window === undefined || event.source !== host.window) return;
    if (loaded !== undefined) loaded.receive(event);
    else if (early.push(event) === 1) void load();
  };
  window.addEventListener("message", receive);
  return () => {
    stopped = true;
    window.removeEventListener("message", receive);
  };
};
