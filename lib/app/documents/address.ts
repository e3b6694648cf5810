/** The parts of `window` that the address lives in. */
export interface AddressBar {
  readonly location: Pick<Location, "hash" | "pathname" | "search">;
  readonly history: Pick<History, "replaceState" | "state">;
  addEventListener(type: "hashchange" | "pagehide", listener: () => void): void;
  removeEventListener(type: "hashchange" | "pagehide", listener: () => void): void;
}

export interface Address {
  /** The fragment, without its "#"; "" if there is none. */
  read(): string;
  /** Replaces the fragment. Written at once if it can be, and else a moment later; the newest wins. */
  write(fragment: string): void;
  /**
   * The draft that this entry of the tab's history shows. It lives beside the fragment, so that a reload finds the newest
   * text even where the address has an older one, and a link followed to elsewhere does not.
   */
  draft(): string | undefined;
  setDraft(id: string | undefined): void;
  /** Called when somebody else changes the fragment: a link followed, Back. @returns a way to stop. */
  onChange(listener: (fragment: string) => void): () => void;
  dispose(): void;
}

const DRAFT = "fanoutDraft";

const draftIn = (state: unknown): string | undefined =>
  typeof state === "object" && state !== null && DRAFT in state && typeof state[DRAFT] === "string"
    ? state[DRAFT]
    : undefined;

/** ms between two writes: WebKit throws after 100 in 10 s. */
const INTERVAL = 250;

export function createAddress(bar: AddressBar = window): Address {
  let pending: string | undefined;
  let draft = draftIn(bar.history.state);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written = Number.NEGATIVE_INFINITY;
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
      // Too often, or too long for this browser: the address keeps what it had; the draft holds the text.
    }
  }
  bar.addEventListener("pagehide", flush);

  function write(fragment: string): void {
    pending = fragment;
    const wait = written + INTERVAL - performance.now();
    if (wait <= 0) flush();
    else timer ??= setTimeout(flush, wait);
  }

  return {
    read,
    write,
    draft: () => draft,
    setDraft(id) {
      if (id === draft) return;
      draft = id;
      write(pending ?? read());
    },
    onChange(listener) {
      // A write of ours raises no event.
      const changed = (): void => {
        draft = draftIn(bar.history.state);
        pending = undefined;
        listener(read());
      };
      bar.addEventListener("hashchange", changed);
      return () => bar.removeEventListener("hashchange", changed);
    },
    dispose() {
      flush();
      bar.removeEventListener("pagehide", flush);
    },
  };
}
