import { answerHost } from "../effects/answer-host";
import { bindTheme } from "../effects/bind-theme";
import { compileOnEdit } from "../effects/compile-on-edit";
import { reportRunsToHost } from "../effects/report-runs-to-host";
import type { Effect } from "../effects/services";
import type { PlaygroundStore } from "../store/store";
import { createHostPort } from "./host-port";
import { type EmbedLook, openEmbed } from "./open-embed";

export interface StartedEmbed {
  /** Tells the host how high the content is, CSS pixels. */
  resize(height: number): void;
  dispose(): void;
}

/** Opens the document of the fragment, and listens to the host. Writes no address and no storage. */
export function startEmbed(store: PlaygroundStore, onLook: (look: EmbedLook) => void): StartedEmbed {
  const host = createHostPort();
  const disposal = new AbortController();
  const opened = openEmbed(store, onLook, disposal.signal).then(() => {
    // Not earlier: a program that arrived by message would have been replaced.
    if (!disposal.signal.aborted) host.post({ type: "fanout:ready" });
  });
  const services = { host, opened, cores: navigator.hardwareConcurrency };
  const stops = [
    bindTheme(store, {}),
    compileOnEdit(store, { compilesOnOpen: false }),
    // An embed that is only read does not pay for the analysis.
    onFirstRun(store, async () => (await import("../effects/analyse-active-run")).analyseActiveRun),
    answerHost(store, services),
    reportRunsToHost(store, services),
  ];
  return {
    resize: (height) => host.post({ type: "fanout:resize", height: Math.ceil(height) }),
    dispose() {
      disposal.abort();
      for (const stop of stops) stop();
    },
  };
}

function onFirstRun(store: PlaygroundStore, load: () => Promise<Effect<unknown>>): () => void {
  let stop: (() => void) | undefined;
  let stopped = false;
  const stopWaiting = store.subscribe(async ({ phase }) => {
    if (phase === "idle") return;
    stopWaiting();
    const effect = await load();
    if (!stopped) stop = effect(store, undefined);
  });
  return () => {
    stopped = true;
    stopWaiting();
    stop?.();
  };
}
