import { languages } from "@/lib/language/languages";
import type { Draft } from "@/lib/storage/draft-record";
import type { Drafts } from "@/lib/storage/drafts";
import { type DraftBase, documentOf } from "../store/slices/document-slice";
import type { PlaygroundState, PlaygroundStore } from "../store/store";
import { hintAtDrafts } from "./boot-preferences";
import { type PlaygroundDocument, sameDocument } from "./document";
import type { UnsavedEdits } from "./unsaved-edits";

export type DraftKeeper = ReturnType<typeof createDraftKeeper>;

/** One document, from being opened to the next. */
interface OpenedDocument {
  draft: DraftBase | undefined;
  /** As it was when it was opened, or last saved. */
  saved: PlaygroundDocument;
}

/** Without a change for so long, the document is saved. */
const AUTOSAVE_DELAY_MS = 300;
/** In a change without a pause, it is saved after so long. */
const AUTOSAVE_MAX_DELAY_MS = 2_000;

/**
 * Saves every edited document as a draft. A link or an example stays what it is; the first edit makes a draft of it.
 * Which draft holds the document is in the store.
 */
export function createDraftKeeper(store: PlaygroundStore, drafts: Drafts) {
  const { draft, openedAs } = store.getState();
  let open: OpenedDocument = { draft, saved: openedAs };
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** `performance.now()` of the first change that is not saved yet. */
  let changedAt: number | undefined;
  /** Saves wait for one another: each has the revision that it starts from. */
  let saving: Promise<void> = Promise.resolve();
  let pendingSaves = 0;

  /** @param state with `of` on the screen; another document may be there when this ends. */
  async function save(state: PlaygroundState, of: OpenedDocument): Promise<void> {
    const document = documentOf(state);
    if (!state.opened || sameDocument(document, of.saved)) return;
    of.saved = document;
    const content = { title: titleOf(state) ?? of.draft?.title ?? "Untitled", ...document };
    const { draft, status } =
      of.draft === undefined
        ? await drafts.create(content, beginningOf(state))
        : await drafts.save(of.draft, content);
    of.draft = baseOf(draft);
    hintAtDrafts();
    store.getState().draftsChanged();
    if (open !== of) return;
    store.getState().setDraft(of.draft);
    if (status === "conflict") {
      store.getState().notify({
        id: "draft-conflict",
        tone: "warning",
        title: "Another tab changed this draft",
        text: "Your edits continue in a copy; both versions are saved.",
      });
    }
  }

  function keep(state: PlaygroundState): Promise<void> {
    clearTimeout(timer);
    changedAt = undefined;
    const of = open;
    pendingSaves += 1;
    saving = saving
      .then(() => save(state, of))
      .finally(() => {
        pendingSaves -= 1;
      });
    return saving;
  }

  const stop = store.subscribe((state, before) => {
    if (state.documentId !== before.documentId) {
      // The last keystrokes before another document was opened.
      void keep(before);
      open = { draft: state.draft, saved: documentOf(state) };
    } else if (state.draft === undefined && before.draft !== undefined) {
      // Deleted: what is on the screen becomes a new draft at the next edit.
      clearTimeout(timer);
      open = { draft: undefined, saved: documentOf(state) };
    } else if (
      state.code !== before.code ||
      state.language !== before.language ||
      state.inputs !== before.inputs ||
      state.settings !== before.settings
    ) {
      clearTimeout(timer);
      const now = performance.now();
      changedAt ??= now;
      const left = changedAt + AUTOSAVE_MAX_DELAY_MS - now;
      timer = setTimeout(() => void keep(store.getState()), Math.max(0, Math.min(AUTOSAVE_DELAY_MS, left)));
    }
  });

  // What was typed before this was loaded.
  void keep(store.getState());

  return {
    /** What is on the screen and in no draft yet. */
    unsaved(): UnsavedEdits | undefined {
      const state = store.getState();
      const document = documentOf(state);
      if (!state.opened || (pendingSaves === 0 && sameDocument(document, open.saved))) return undefined;
      const { draft, saved } = open;
      const saving = pendingSaves > 0 ? saved.code : undefined;
      return {
        base: draft,
        from: beginningOf(state),
        saving,
        content: { title: titleOf(state) ?? draft?.title ?? "Untitled", ...document },
      };
    },
    /** Makes what is on the screen the user's own: a draft, if it is none yet. */
    adopt(): Promise<void> {
      const of = open;
      saving = keep(store.getState()).then(async () => {
        const state = store.getState();
        const { foreign: _, ...from } = beginningOf(state);
        const document = documentOf(state);
        const content = { title: titleOf(state) ?? "Untitled", ...document };
        const draft =
          of.draft === undefined
            ? (await drafts.create(content, from)).draft
            : await drafts.adopt(of.draft.id);
        if (draft === undefined || open !== of) return;
        if (of.draft === undefined) of.saved = document;
        of.draft = baseOf(draft);
        hintAtDrafts();
        store.getState().draftsChanged();
        store.getState().setDraft(of.draft);
      });
      return saving;
    },
    /** Names a draft, also the one that is open: the next save starts from the renamed one. */
    rename(id: string, name: string): Promise<void> {
      saving = keep(store.getState()).then(async () => {
        const draft = await drafts.rename(id, name);
        if (draft === undefined || open.draft?.id !== id) return;
        open.draft = baseOf(draft);
        store.getState().setDraft(open.draft);
      });
      return saving;
    },
    /** Saves what is on the screen, unless it is saved. */
    flush: (): Promise<void> => keep(store.getState()),
    stop(): void {
      clearTimeout(timer);
      stop();
    },
  };
}

/** The rest is the document itself. */
const baseOf = ({ id, revision, created, title, name, origin, foreign }: Draft): DraftBase => ({
  id,
  revision,
  created,
  title,
  ...(name !== undefined && { name }),
  ...(origin !== undefined && { origin }),
  ...(foreign && { foreign }),
});

const beginningOf = ({ origin, foreign }: PlaygroundState): Pick<Draft, "origin" | "foreign"> => ({
  ...(origin.kind === "example" && { origin: origin.name }),
  ...(foreign && { foreign }),
});

/** The entry's name; of a text that has not been compiled yet, the one that it seems to give. */
function titleOf({ code, language, compiledCode, program }: PlaygroundState): string | undefined {
  if (program !== undefined && compiledCode === code) return program.name;
  return languages[language].guessTitle(code) ?? program?.name;
}
