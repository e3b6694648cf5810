import { hasDrafts, hintAtDrafts } from "../documents/boot-preferences";
import { openedDraft } from "../documents/draft-document";
import { leaveDocument } from "../documents/leave-document";
import type { OpenedDraft, Opening } from "../documents/opening";
import { readPageFragment } from "../documents/read-fragment";
import { unsavedEditKeys } from "../documents/unsaved-edits";
import { afterOpening } from "./after-opening";
import type { Effect, PageServices } from "./services";

/** Opens what the address, or the last visit, asks for: at the start, and when the address changes. */
export const openAddress: Effect<
  Pick<PageServices, "address" | "storage" | "cores" | "draftKeeper" | "asked">
> = (store, { address, storage, cores, draftKeeper, asked }) => {
  let stopped = false;
  let openings = 0;

  /** Resolves when it is on the screen, or another opening has taken its place. */
  async function open(fragment: string): Promise<void> {
    openings += 1;
    const number = openings;
    // Now: a draft that is saved from here on is of the document before.
    const draftId = address.draft();
    const show = store.getState().beginOpening();
    const [link, { chooseOpening, refusalNotice }] = await Promise.all([
      readPageFragment(fragment),
      import("../documents/opening"),
    ]);
    await recoverEdits();
    // The draft of this entry of the tab's history comes before its address, which may be older.
    const own = draftId === undefined ? undefined : await readDraft(draftId);
    const choosing = chooseOpening(link, async () => own ?? (await newestDraft()), cores);
    // By the next turn the opening has asked for its scripts.
    setTimeout(asked);
    const opening: Opening = {
      ...(await choosing),
      ...(own && { ...own, notices: [], run: undefined }),
    };
    if (opening.refusal !== undefined && own === undefined && store.getState().opened) {
      if (!stopped && number === openings)
        store.getState().notify(refusalNotice(`${opening.refusal} What was open is still here.`));
      return;
    }
    const left = store.getState().opened ? await leaveDocument(store, { draftKeeper }) : [];
    // Back in the tab's history, to the draft that was left.
    const notices = [
      ...(opening.notices ?? []),
      ...left.filter(({ back }) => back?.draft !== opening.draft?.id),
    ];
    if (stopped || !show(opening.document, opening.origin, { ...opening, notices })) return;
    // Another user's program waits for Run; our own example shows right away what this page is for. Not inside another page,
    // which decides what its visitors see, and when.
    if (opening.first && window.top === window) void runFirst(number);
  }

  async function runFirst(number: number): Promise<void> {
    const { documentId } = store.getState();
    await afterOpening(store);
    const { documentId: shown, phase } = store.getState();
    // Another document may have been opened since or be on its way, or Run pressed.
    if (!stopped && number === openings && shown === documentId && phase === "idle")
      void store.getState().run({ settings: { rounds: 1 }, automatic: true });
  }

  async function recoverEdits(): Promise<void> {
    if (unsavedEditKeys().length === 0) return;
    const [{ drafts }, { recoverUnsavedEdits }] = await Promise.all([
      storage(),
      import("../documents/recover-unsaved-edits"),
    ]);
    await recoverUnsavedEdits(drafts);
    hintAtDrafts();
  }

  async function newestDraft(): Promise<OpenedDraft | undefined> {
    if (!hasDrafts()) return undefined;
    const [newest] = await (await storage()).drafts.list();
    return newest && readDraft(newest.id);
  }

  async function readDraft(id: string): Promise<OpenedDraft | undefined> {
    const { drafts } = await storage();
    const draft = await drafts.get(id);
    return draft && openedDraft(draft, cores);
  }

  const stop = address.onChange(open);
  void open(address.read());
  return () => {
    stopped = true;
    stop();
  };
};
