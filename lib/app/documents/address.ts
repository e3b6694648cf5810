/** The parts of `window` that an address needs. */
export interface AddressBar {
  readonly location: Pick<Location, "hash" | "pathname" | "search">;
  readonly history: Pick<History, "replaceState" | "state">;
  addEventListener(type: "hashchange" | "pagehide", listener: () => void): void;
  removeEventListener(type: "hashchange" | "pagehide", listener: () => void): void;
}

export type Address = ReturnType<typeof createAddress>;

const DRAFT = "fanoutDraft";

const draftIn = (state: unknown): string | undefined =>
  typeof state === "object" && state !== null && DRAFT in state && typeof state[DRAFT] === "string"
    ? state[DRAFT]
    : undefined;

/** WebKit throws after 100 writes in 10 s. */
const WRITE_INTERVAL_MS = 250;

export function createAddress(bar: AddressBar = window) {
  let pending: string | undefined;
  let draft = draftIn(bar.history.state);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written = Number.NEGATIVE_INFINITY;
  let disposed = false;
  /** The fragment as it was last read or written here. */
  let known = bar.location.hash;
  /** Changes from outside; the last one is being opened while `opening` is its number. */
  let changes = 0;
  let opening: number | undefined;
  /** The draft that is on the screen while another document is being opened. */
  let shownDraft = draft;
  const read = (): string => bar.location.hash.slice(1);

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (pending === undefined) return;
    if (bar.location.hash !== known) {
      // A link was followed, and its event is on its way: that link wins.
      known = bar.location.hash;
      pending = undefined;
      return;
    }
    const fragment = pending;
    pending = undefined;
    written = performance.now();
    if (fragment === read() && draft === draftIn(bar.history.state)) return;
    const { pathname, search } = bar.location;
    try {
      bar.history.replaceState(
        { ...bar.history.state, [DRAFT]: draft },
        "",
        `${pathname}${search}${fragment === "" ? "" : `#${fragment}`}`,
      );
      known = bar.location.hash;
    } catch {
      // Too often, or too long for this browser: the address stays as it was; the draft holds the text.
    }
  }
  bar.addEventListener("pagehide", flush);

  function write(fragment: string): void {
    // What is on the screen is about to be replaced by what the address asks for.
    if (disposed || opening !== undefined) return;
    pending = fragment;
    const wait = written + WRITE_INTERVAL_MS - performance.now();
    if (wait <= 0) flush();
    else timer ??= setTimeout(flush, wait);
  }

  function setDraft(id: string | undefined): void {
    shownDraft = id;
    if (opening !== undefined || id === draft) return;
    draft = id;
    write(pending ?? read());
  }

  return {
    /** The fragment, without its "#"; "" if there is none. */
    read,
    /** Replaces the fragment, immediately or as soon as the browser allows; the newest wins. */
    write,
    /**
     * The draft that this entry of the tab's history shows. It is kept with the fragment, so that a reload finds the newest
     * text even where the address has an older one, and a followed link does not.
     */
    draft: () => draft,
    setDraft,
    /**
     * Called when a followed link or Back changes the fragment. Until the listener's promise is settled nothing is written: it
     * would be about the document before. @returns a way to stop.
     */
    onChange(listener: (fragment: string) => void | Promise<void>): () => void {
      // A write of ours raises no event.
      const changed = (): void => {
        draft = draftIn(bar.history.state);
        shownDraft = draft;
        known = bar.location.hash;
        pending = undefined;
        changes += 1;
        const change = changes;
        opening = change;
        void Promise.resolve(listener(read())).finally(() => {
          if (opening !== change) return;
          opening = undefined;
          setDraft(shownDraft);
        });
      };
      bar.addEventListener("hashchange", changed);
      return () => bar.removeEventListener("hashchange", changed);
    },
    dispose(): void {
      flush();
      disposed = true;
      bar.removeEventListener("pagehide", flush);
    },
  };
}
