import type { EmbedMessage } from "@/lib/protocol/embed";
import { applyOpening } from "../documents/apply-opening";
import { readEmbedFragment } from "../documents/read-fragment";
import { bindTheme } from "../effects/bind-theme";
import type { PlaygroundStore } from "../store/store";
import type { AskedRuns, EmbedHost } from "./embed-host";

/** How the frame is to look, as its fragment says. */
export interface EmbedLook {
  readonly view: "code" | "compare" | "tree" | "timeline" | "split" | undefined;
  readonly readOnly: boolean;
  /** The frame tells its host how high it wants to be. */
  readonly sizesItself: boolean;
}

/** What the embed says by itself. */
type EmbedNews = WithoutVersion<
  Extract<EmbedMessage, { type: "fanout:ready" | "fanout:resize" | "fanout:result" | "fanout:error" }>
>;
type WithoutVersion<M> = M extends unknown ? Omit<M, "version"> : never;

export interface StartedEmbed {
  /** Tells the host how high the content is, CSS pixels. */
  resize(height: number): void;
  dispose(): void;
}

/**
 * Opens what the fragment says, and listens to the host. Writes no address and no storage. What the messages need is
 * loaded with the first of them, so that a page that only shows code pays for no more.
 */
export function startEmbed(store: PlaygroundStore, onLook: (look: EmbedLook) => void): StartedEmbed {
  const cores = navigator.hardwareConcurrency;
  let disposed = false;
  let host: Promise<EmbedHost> | undefined;
  const isFramed = window.parent !== window;
  const asked: AskedRuns = { count: 0 };
  /** The answers hold nothing but what the host can see of its own frame, and a host may have no origin to name. */
  const tell = (message: EmbedNews): void => {
    if (isFramed) window.parent.postMessage({ version: 1, ...message }, "*");
  };
  const early: MessageEvent<unknown>[] = [];

  async function open(): Promise<void> {
    const [{ link, theme, readonly, height }, { chooseOpening }] = await Promise.all([
      readEmbedFragment(location.hash),
      import("../documents/opening"),
    ]);
    const opening = await chooseOpening(link, async () => undefined, cores);
    if (disposed) return;
    applyOpening(store, opening);
    store.getState().setTheme(theme === "auto" ? "system" : theme);
    onLook({
      view: link.ok ? link.state.view : undefined,
      readOnly: readonly,
      sizesItself: height === "auto",
    });
    // A program that came by message before this would have been replaced: only now is it certain what is shown.
    tell({ type: "fanout:ready" });
  }

  /** Until the messages' own script is there they are kept, in order. */
  const receive = (event: MessageEvent<unknown>): void => {
    if (event.source !== window.parent || !isFramed) return;
    early.push(event);
    host ??= opened.then(async () => {
      const { createEmbedHost } = await import("./embed-host");
      const made = createEmbedHost(store, cores, window.parent, asked);
      window.removeEventListener("message", receive);
      window.addEventListener("message", made.receive);
      for (const message of early) made.receive(message);
      return made;
    });
  };
  window.addEventListener("message", receive);
  /** A run that the reader started. */
  const stopWatching = store.subscribe((state, before) => {
    if (asked.count > 0 || state.phase !== "idle" || before.phase === "idle") return;
    if (state.refusal !== undefined) tell({ type: "fanout:error", ...state.refusal });
    else if (state.results !== undefined)
      tell({ type: "fanout:result", report: state.results.result.report });
  });
  const stopTheme = bindTheme(store);
  const opened = open();

  return {
    resize: (height) => tell({ type: "fanout:resize", height: Math.ceil(height) }),
    dispose() {
      disposed = true;
      stopTheme();
      stopWatching();
      window.removeEventListener("message", receive);
      void host?.then((made) => {
        window.removeEventListener("message", made.receive);
      });
    },
  };
}
