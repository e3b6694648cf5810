import type { Draft } from "@/lib/storage/draft-record";
import type { Drafts, Saved } from "@/lib/storage/drafts";
import { type PlaygroundDocument, sameDocument } from "../documents/document";
import type { UnsavedEdits } from "../documents/unsaved-edits";
import { documentOf } from "../store/slices/document-slice";
import type { PlaygroundState, PlaygroundStore } from "../store/store";

export interface DraftKeeper {
  /** The document that is being opened is this draft: edits go on in it. */
  adopt(draft: Draft): void;
  /** This draft is deleted: what is on the screen, if it is this one, becomes a new draft at the next edit. */
  forget(id: string): void;
  /** What is on the screen and in no draft yet. */
  unsaved(): UnsavedEdits | undefined;
  /** Keeps what is on the screen, if it is not kept yet. */
  flush(): Promise<void>;
  stop(): void;
}

/** One document, from being opened to the next. */
interface Opened {
  draft: Draft | undefined;
  /** What it was when it was opened, or last kept. */
  kept: PlaygroundDocument;
}

/** ms without a change until it is kept. */
const PAUSE = 300;
/** ms after which it is kept in the middle of a change: somebody may type for long without a pause. */
const LONGEST = 2_000;

/**
 * Keeps every edited document as a draft of its own. A link or an example stays what it is; the first edit makes a draft
 * of it.
 * @param hear.draft which draft now holds the document; undefined while it is as it was opened.
 * @param hear.kept something was kept, of this document or the one before it.
 * @param shown the document on the screen as it was opened, if there is one already.
 */
export function keepDrafts(
  store: PlaygroundStore,
  drafts: Drafts,
  hear: { draft(draft: Draft | undefined): void; kept?(): void },
  shown: PlaygroundDocument | undefined = undefined,
): DraftKeeper {
  let adopted: Draft | undefined;
  let open: Opened = { draft: undefined, kept: shown ?? documentOf(store.getState()) };
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When the first change was made that is not kept yet. */
  let changed: number | undefined;
  /** Saves wait for one another: each says which revision it is made from. */
  let saving: Promise<void> = Promise.resolve();
  /** How many of them have not ended. */
  let waiting = 0;

  /** @param state with `of` on the screen; it may be another by the time that this is done. */
  async function save(state: PlaygroundState, of: Opened): Promise<void> {
    const document = documentOf(state);
    if (!state.opened || sameDocument(document, of.kept)) return;
    of.kept = document;
    const content = { title: titleOf(state) ?? of.draft?.title ?? "Untitled", ...document };
    const saved: Saved =
      of.draft === undefined
        ? await drafts.create(content, state.origin.kind === "example" ? state.origin.name : undefined)
        : await drafts.save(of.draft, content);
    of.draft = saved.draft;
    hear.kept?.();
    if (open !== of) return;
    hear.draft(saved.draft);
    if (saved.status === "conflict") {
      store.getState().notify({
        id: "draft-conflict",
        tone: "warning",
        title: "Another tab has changed this draft",
        text: "Both are kept: what you write here goes on as a copy of its own.",
      });
    }
  }

  function keep(state: PlaygroundState): Promise<void> {
    clearTimeout(timer);
    changed = undefined;
    const of = open;
    waiting += 1;
    saving = saving
      .then(() => save(state, of))
      .finally(() => {
        waiting -= 1;
      });
    return saving;
  }

  const stop = store.subscribe((state, before) => {
    if (state.documentId !== before.documentId) {
      // What was typed a moment before something else was opened.
      void keep(before);
      open = { draft: adopted, kept: documentOf(state) };
      adopted = undefined;
      hear.draft(open.draft);
    } else if (
      state.code !== before.code ||
      state.inputs !== before.inputs ||
      state.settings !== before.settings
    ) {
      clearTimeout(timer);
      const now = performance.now();
      changed ??= now;
      timer = setTimeout(
        () => void keep(store.getState()),
        Math.max(0, Math.min(PAUSE, changed + LONGEST - now)),
      );
    }
  });

  // What was typed before this was there.
  void keep(store.getState());

  return {
    adopt(draft) {
      adopted = draft;
    },
    forget(id) {
      if (open.draft?.id !== id) return;
      open = { draft: undefined, kept: documentOf(store.getState()) };
      clearTimeout(timer);
      hear.draft(undefined);
    },
    unsaved() {
      const state = store.getState();
      const document = documentOf(state);
      if (!state.opened || (waiting === 0 && sameDocument(document, open.kept))) return undefined;
      const { draft } = open;
      return { base: draft, content: { title: titleOf(state) ?? draft?.title ?? "Untitled", ...document } };
    },
    flush: () => keep(store.getState()),
    stop() {
      clearTimeout(timer);
      stop();
    },
  };
}

/** The entry's name; where this very text has not been compiled yet, the one that it seems to give. */
function titleOf({ code, compiledCode, program }: PlaygroundState): string | undefined {
  if (program !== undefined && compiledCode === code) return program.name;
  return /export default\b[\s\S]*?\bname:\s*(["'`])(.{1,80}?)\1/.exec(code)?.[2] ?? program?.name;
}
