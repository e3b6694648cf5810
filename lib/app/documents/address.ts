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
  const read = (): string => bar.location.hash.slice(1);

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (pending === undefined) return;
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
    } catch {
      // Too often, or too long for this browser: the address stays as it was; the draft holds the text.
    }
  }
  bar.addEventListener("pagehide", flush);

  function write(fragment: string): void {
    if (disposed) return;
    pending = fragment;
    const wait = written + WRITE_INTERVAL_MS - performance.now();
    if (wait <= 0) flush();
    else timer ??= setTimeout(flush, wait);
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
    setDraft(id: string | undefined): void {
      if (id === draft) return;
      draft = id;
      write(pending ?? read());
    },
    /** Called when a followed link or Back changes the fragment. @returns a way to stop. */
    onChange(listener: (fragment: string) => void): () => void {
      // A write of ours raises no event.
      const changed = (): void => {
        draft = draftIn(bar.history.state);
        pending = undefined;
        listener(read());
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
