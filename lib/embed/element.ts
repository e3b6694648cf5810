import type {
  FanoutDocument,
  FanoutEventMap,
  FanoutPlaygroundElement,
  FanoutProgress,
  FanoutReport,
  FanoutRunOptions,
} from "./api";
import { frameFragment } from "./fragment";
import { createFrame, type Frame, type FrameMessage, problemIn } from "./frame";
import { hostTheme, watchHostTheme } from "./host-theme";
import { sourceOf } from "./source";

/** How near to the screen it has to come before it loads, CSS pixels. */
const MARGIN = 800;
/** Until it is known how high it wants to be. */
const FIRST_HEIGHT = 320;
const MAX_HEIGHT = 20_000;

const READY_MS = 30_000;
const LOAD_MS = 15_000;
const STOP_MS = 15_000;
const RUN_MS = 600_000;

/** Changes of these make a new frame; those of the others are told to the one that is there. */
const REBUILD = [
  "example",
  "src",
  "language",
  "view",
  "readonly",
  "strategies",
  "workers",
  "numbers",
  "show",
];

/** In the shadow tree alone: a framework that hydrates the page finds its own element as it wrote it. */
const STYLE = `:host { display: block } :host([hidden]) { display: none }
div { position: relative }
iframe { display: block; border: 0; width: 100% }
:not(.ready) > iframe { position: absolute; inset: 0; opacity: 0; pointer-events: none }
.ready > slot { display: none }`;

/** @param base where Fanout is served, with a trailing slash; an element's own attribute `base` goes before it */
export function defineElement(base: string | undefined): void {
  class FanoutPlayground extends HTMLElement implements FanoutPlaygroundElement {
    static readonly observedAttributes = [...REBUILD, "code", "theme", "height", "width", "title"];

    report: FanoutReport | undefined;
    readonly #box = document.createElement("div");
    #frame: Promise<Frame> | undefined;
    /** The same, once it stands in the page. */
    #shown: Frame | undefined;
    /** Aborted when the element leaves the page. */
    #life = new AbortController();
    /** Aborted when its frame goes. */
    #turn = new AbortController();
    #theme: "light" | "dark" | undefined;
    #rebuilding = false;

    constructor() {
      super();
      const root = this.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
      this.#box.append(document.createElement("slot"));
      root.append(this.#box);
    }

    connectedCallback(): void {
      this.#life = new AbortController();
      this.#size();
      const stopWatching = watchHostTheme(() => this.#followTheme());
      const observer = new IntersectionObserver(
        (entries) => {
          if (!entries.some((entry) => entry.isIntersecting)) return;
          observer.disconnect();
          this.#start().catch(() => undefined);
        },
        { rootMargin: `${MARGIN}px` },
      );
      observer.observe(this);
      this.#life.signal.addEventListener("abort", () => {
        stopWatching();
        observer.disconnect();
      });
    }

    disconnectedCallback(): void {
      this.#life.abort();
      this.#end();
    }

    attributeChangedCallback(name: string, before: string | null, now: string | null): void {
      if (before === now) return;
      this.#size();
      this.#followTheme();
      if (name === "code" && this.#frame && now !== null)
        this.load({ code: now, language: this.getAttribute("language") ?? undefined }).catch(() => undefined);
      if (REBUILD.includes(name) && this.#frame) this.#rebuild();
    }

    async run({ timeoutMs = RUN_MS, ...options }: FanoutRunOptions = {}): Promise<FanoutReport> {
      const frame = await this.#start();
      return reportIn(await frame.ask({ type: "fanout:run", ...options }, timeoutMs));
    }

    async stop(): Promise<FanoutReport> {
      const frame = await this.#start();
      return reportIn(await frame.ask({ type: "fanout:stop" }, STOP_MS));
    }

    async load({ code, language, inputs, settings }: FanoutDocument): Promise<void> {
      const frame = await this.#start();
      await frame.ask({ type: "fanout:load", code, language, inputs, settings }, LOAD_MS);
    }

    /** Loads it if it is not there yet, whether it is near the screen or not. */
    #start(): Promise<Frame> {
      if (!this.isConnected)
        return Promise.reject(new Error("The playground element is not in the document."));
      if (!this.#frame) {
        this.#turn = new AbortController();
        const { signal } = this.#turn;
        this.#frame = this.#build(signal);
        this.#frame.then(
          (frame) => this.#awaitReady(frame, signal),
          (error: unknown) => {
            if (signal.aborted) return;
            this.#frame = undefined;
            this.#say("fanout-error", { message: error instanceof Error ? error.message : String(error) });
          },
        );
      }
      return this.#frame;
    }

    async #build(signal: AbortSignal): Promise<Frame> {
      const from = this.getAttribute("base") ?? base;
      if (!from)
        throw new Error("Set the base attribute: fanout-playground cannot find where Fanout is served.");
      // What stands inside the element may not have been read yet.
      if (document.readyState === "loading") {
        await new Promise((resolve) =>
          document.addEventListener("DOMContentLoaded", resolve, { once: true }),
        );
      }
      const source = await sourceOf(this, signal);
      signal.throwIfAborted();
      this.#theme = this.#wantedTheme();
      const fragment = frameFragment({
        ...source,
        theme: this.#theme,
        language: this.getAttribute("language"),
        view: this.getAttribute("view"),
        readonly: this.hasAttribute("readonly") && this.getAttribute("readonly") !== "false",
        autoHeight: this.#pixels() === undefined,
        strategies: this.getAttribute("strategies"),
        workers: this.getAttribute("workers"),
        numbers: this.getAttribute("numbers"),
        show: this.getAttribute("show"),
      });
      const address = new URL(`embed/${fragment}`, new URL(from, document.baseURI)).href;
      const frame = createFrame(address, this.title || "Fanout playground", (message) => this.#hear(message));
      frame.element.inert = true;
      this.#shown = frame;
      this.#box.append(frame.element);
      this.#size();
      return frame;
    }

    /** The code block stays until the frame has something to show in its place. */
    #awaitReady(frame: Frame, signal: AbortSignal): void {
      const timer = setTimeout(() => {
        this.#say("fanout-error", {
          message: `No response from the playground at ${frame.element.src.split("#")[0]}.`,
        });
      }, READY_MS);
      signal.addEventListener("abort", () => clearTimeout(timer));
      frame.ready.then(
        () => {
          clearTimeout(timer);
          frame.element.inert = false;
          this.#box.className = "ready";
          this.#size();
          this.#followTheme();
          this.#say("fanout-ready", null);
        },
        () => clearTimeout(timer),
      );
    }

    #hear(message: FrameMessage): void {
      const { type, height, report } = message;
      if (type === "fanout:resize") this.#grow(height);
      else if (type === "fanout:error") this.#say("fanout-error", problemIn(message));
      else if (type === "fanout:progress" && isProgress(message)) {
        const { strategy, round, done, total } = message;
        this.#say("fanout-progress", { strategy, round, done, total });
      } else if (type === "fanout:result" && isReport(report)) {
        this.report = report;
        this.#say("fanout-result", { report });
      }
    }

    #say<K extends keyof FanoutEventMap>(type: K, detail: FanoutEventMap[K]["detail"]): void {
      this.dispatchEvent(new CustomEvent(type, { ...OUTWARD, detail }));
    }

    #end(): void {
      this.#turn.abort();
      this.#shown?.remove();
      this.#shown = undefined;
      this.#frame = undefined;
      this.#box.className = "";
    }

    /** Once for all attributes that change together. */
    #rebuild(): void {
      if (this.#rebuilding) return;
      this.#rebuilding = true;
      queueMicrotask(() => {
        this.#rebuilding = false;
        if (!this.isConnected) return;
        this.#end();
        this.#start().catch(() => undefined);
      });
    }

    #wantedTheme(): "light" | "dark" {
      const theme = this.getAttribute("theme");
      return theme === "light" || theme === "dark" ? theme : hostTheme(this);
    }

    #followTheme(): void {
      const theme = this.#shown ? this.#wantedTheme() : this.#theme;
      if (theme === this.#theme) return;
      this.#theme = theme;
      this.#shown?.ready.then(
        () => this.#shown?.post({ type: "fanout:theme", theme: this.#theme }),
        () => undefined,
      );
    }

    /** A height that the page has set. */
    #pixels(): number | undefined {
      const height = Number.parseFloat(this.getAttribute("height") ?? "");
      return height > 0 ? height : undefined;
    }

    #size(): void {
      const width = this.getAttribute("width");
      this.#box.style.width = width && /^\d+$/.test(width) ? `${width}px` : (width ?? "");
      const pixels = this.#pixels();
      // Room is kept from the start, so that nothing below it moves.
      this.#box.style.minHeight = pixels
        ? `${pixels}px`
        : this.childElementCount > 0
          ? ""
          : `${FIRST_HEIGHT}px`;
      const frame = this.#shown?.element;
      if (!frame) return;
      frame.title = this.title || "Fanout playground";
      if (pixels) frame.style.height = `${pixels}px`;
      else if (!frame.style.height) frame.style.height = `${Math.max(this.offsetHeight, FIRST_HEIGHT)}px`;
    }

    #grow(height: unknown): void {
      const frame = this.#shown?.element;
      if (!frame || this.#pixels() !== undefined || typeof height !== "number" || !(height > 0)) return;
      frame.style.height = `${Math.min(MAX_HEIGHT, Math.ceil(height))}px`;
      this.#box.style.minHeight = "";
    }
  }
  customElements.define("fanout-playground", FanoutPlayground);
}

const OUTWARD = { bubbles: true, composed: true };

function reportIn(message: FrameMessage): FanoutReport {
  const { report } = message;
  if (!isReport(report)) throw new Error("The playground returned an invalid result.");
  return report;
}

const isProgress = (message: FrameMessage): message is FrameMessage & FanoutProgress =>
  typeof message.done === "number" && typeof message.total === "number";

/** Version and shape are the embed's promise; what is checked is that there is one, of the version known here. */
function isReport(value: unknown): value is FanoutReport {
  return (
    typeof value === "object" &&
    value !== null &&
    "version" in value &&
    value.version === 1 &&
    "strategies" in value &&
    Array.isArray(value.strategies)
  );
}
