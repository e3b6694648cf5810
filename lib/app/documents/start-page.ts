import type { Draft } from "@/lib/storage/draft-record";
import { bindTheme } from "../effects/bind-theme";
import { keepAssumptions } from "../effects/keep-assumptions";
import type { DraftKeeper } from "../effects/keep-drafts";
import { pageStorage } from "../page-storage";
import type { Results } from "../store/slices/run-slice";
import type { PlaygroundStore } from "../store/store";
import { createAddress } from "./address";
import { applyOpening } from "./apply-opening";
import { hasDrafts, hintAtDrafts, keptTheme } from "./boot-preferences";
import type { PlaygroundDocument } from "./document";
import { draftDocument } from "./draft-document";
import { isTraceFile } from "./file-name";
import type { Kept, Opening } from "./opening";
import { readPageFragment } from "./read-fragment";
import { unsavedEditKeys, writeUnsavedEdits } from "./unsaved-edits";

export interface StartedPage {
  /** Writes the address: on Share, on Run and on leaving the editor. */
  writeAddress(): Promise<void>;
  openDraft(id: string): Promise<void>;
  /** It can be brought back for 30 days. */
  deleteDraft(id: string): Promise<void>;
  restoreDraft(id: string): Promise<void>;
  /** Opens a program from the disk as a draft of its own, or says why it cannot be one. */
  openFile(file: File): Promise<void>;
  /** Goes back to an earlier run. */
  openRun(id: string): Promise<void>;
  dispose(): void;
}

/** Opens what the address, or the last visit, asks for, and keeps address, drafts and theme in step with the store. */
export function startPage(store: PlaygroundStore): StartedPage {
  const address = createAddress();
  const cores = navigator.hardwareConcurrency;
  let disposed = false;
  let keeper: DraftKeeper | undefined;
  /** The next run is ours, and no reason to write the address. */
  let ownRun = false;
  /** The run that goes on is somebody's, and is kept in the history. */
  let kept = false;
  /** What was put on the screen, whatever has been typed since. */
  let shown: PlaygroundDocument | undefined;
  let beginKeeping: () => void = () => undefined;
  const keeping = new Promise<void>((resolve) => {
    beginKeeping = resolve;
  }).then(keep);

  async function open(fragment: string): Promise<void> {
    const [link, { chooseOpening }] = await Promise.all([readPageFragment(fragment), import("./opening")]);
    if (unsavedEditKeys().length > 0) {
      const [{ drafts }, { recoverUnsavedEdits }] = await Promise.all([
        pageStorage(),
        import("./recover-unsaved-edits"),
      ]);
      await recoverUnsavedEdits(drafts);
      hintAtDrafts();
    }
    const mine = address.draft();
    let draft: Draft | undefined;
    const find = async (newest: boolean): Promise<Kept | undefined> => {
      draft = await ownDraft(mine, newest);
      return draft && { document: draftDocument(draft, cores), origin: { kind: "draft" } };
    };
    // The draft of this very entry comes before its address, which may be older.
    const kept = mine === undefined ? undefined : await find(false);
    const opening: Opening =
      kept === undefined
        ? await chooseOpening(link, async () => (hasDrafts() ? find(true) : undefined), cores)
        : {
            ...(await chooseOpening(link, async () => kept, cores)),
            ...kept,
            notices: [],
            recorded: undefined,
          };
    if (draft !== undefined && opening.origin.kind === "draft") await adopt(draft);
    if (disposed) return;
    shown = opening.document;
    applyOpening(store, opening);
    // What comes now can wait until the text is to be seen.
    await nextFrame();
    beginKeeping();
    // Somebody else's program waits for a press on Run; our own example shows at once what this page is for,
    // unless somebody has pressed Run already.
    if (!opening.first || disposed || store.getState().phase !== "idle") return;
    ownRun = true;
    void store.getState().run({ settings: { rounds: 1 } });
  }

  /** The draft of this entry of the history; else the newest, if it is wanted. */
  async function ownDraft(mine: string | undefined, newest: boolean): Promise<Draft | undefined> {
    const { drafts } = await pageStorage();
    const known = mine === undefined ? undefined : await drafts.get(mine);
    if (known !== undefined || !newest) return known;
    const [last] = await drafts.list();
    return last && drafts.get(last.id);
  }

  async function openDraft(id: string): Promise<void> {
    const { drafts } = await pageStorage();
    const draft = await drafts.get(id);
    if (draft === undefined) return;
    await adopt(draft);
    store.getState().openDocument(draftDocument(draft, cores), { kind: "draft" });
    store.setState({ notices: [], recorded: undefined });
  }

  async function deleteDraft(id: string): Promise<void> {
    // What was typed a moment ago goes with it, and comes back with it.
    await keeper?.flush();
    const { drafts } = await pageStorage();
    await drafts.delete(id);
    keeper?.forget(id);
    store.setState(({ draftsKept }) => ({ draftsKept: draftsKept + 1 }));
  }

  async function restoreDraft(id: string): Promise<void> {
    const { drafts } = await pageStorage();
    await drafts.restore(id);
    store.setState(({ draftsKept }) => ({ draftsKept: draftsKept + 1 }));
  }

  async function openFile(file: File): Promise<void> {
    if (isTraceFile(file.name)) {
      const { openTraceFile } = await import("./open-trace-file");
      await openTraceFile(store, file);
      return;
    }
    const [{ drafts }, { readProgramFile }] = await Promise.all([pageStorage(), import("./program-file")]);
    const read = await readProgramFile(file);
    if (!read.ok) {
      store.getState().notify({
        id: "file",
        tone: "error",
        title: "This file could not be opened",
        text: `${read.message} What was here is as it was.`,
      });
      return;
    }
    // Not only at the first edit: the file is on a disk that this page cannot read again.
    const { draft } = await drafts.create({
      title: read.title,
      code: read.code,
      inputs: {},
      settings: store.getState().settings,
    });
    await adopt(draft);
    store.getState().openDocument(draftDocument(draft, cores), { kind: "file", name: file.name });
    hintAtDrafts();
    store.setState(({ draftsKept }) => ({ notices: [], recorded: undefined, draftsKept: draftsKept + 1 }));
  }

  async function adopt(draft: Draft): Promise<void> {
    beginKeeping();
    (await keeping).adopt(draft);
  }

  /** Arrives after the page: until somebody edits something there is nothing to keep. */
  async function keep(): Promise<DraftKeeper> {
    const [storage, { keepDrafts }] = await Promise.all([pageStorage(), import("../effects/keep-drafts")]);
    const say = (message: string): void =>
      store
        .getState()
        .notify({ id: "storage", tone: "warning", title: "Not kept beyond this tab", text: message });
    /** Said once, and when there is something to keep: to a reader it is no news. */
    let unsaid = storage.problem;
    const hear = {
      draft: (draft: Draft | undefined): void => address.setDraft(draft?.id),
      kept(): void {
        hintAtDrafts();
        store.setState(({ draftsKept }) => ({ draftsKept: draftsKept + 1 }));
        if (unsaid) say(unsaid.message);
        unsaid = undefined;
      },
    };
    keeper = keepDrafts(store, storage.drafts, hear, shown);
    storage.onProblem(({ message }) => say(message));
    return keeper;
  }

  async function openRun(id: string): Promise<void> {
    const [{ history }, runs] = await Promise.all([pageStorage(), import("../effects/keep-history")]);
    if (await runs.openRun(store, history, id)) await writeAddress();
  }

  async function keepInHistory(results: Results): Promise<void> {
    const [{ history }, { keepRun }] = await Promise.all([pageStorage(), import("../effects/keep-history")]);
    if (!disposed) await keepRun(store, history, results);
  }

  const writeAddress = async (): Promise<void> => {
    const { fragmentOf } = await import("./fragment-of");
    if (disposed) return;
    try {
      address.write(fragmentOf(store.getState(), cores));
    } catch (error) {
      // Too much for a link: the address keeps what it had, and Share says why.
      if (!(error instanceof RangeError)) throw error;
    }
  };

  /** A tab that is closed or hidden may never be heard of again. */
  const hide = (): void => {
    if (document.visibilityState !== "hidden" || keeper === undefined) return;
    const words = keeper.unsaved();
    const written = words && writeUnsavedEdits(words);
    void keeper.flush().then(() => written?.());
  };
  document.addEventListener("visibilitychange", hide);
  store.getState().setTheme(keptTheme());
  const stops = [
    bindTheme(store, (theme) => void pageStorage().then(({ preferences }) => preferences.change({ theme }))),
    store.subscribe((state, before) => {
      if (state.phase !== "starting" || before.phase !== "idle") return;
      kept = !ownRun;
      if (!ownRun) void writeAddress();
      ownRun = false;
    }),
    store.subscribe(({ results, phase }, before) => {
      // A run's last results come with its end; those that come while nothing runs are an earlier run's.
      if (results === before.results || (phase === "idle" && before.phase === "idle")) return;
      store.setState({ pastRun: undefined });
      if (kept && results?.partial === false) void keepInHistory(results);
    }),
    keepAssumptions(store, async () => (await pageStorage()).preferences),
    address.onChange((fragment) => void open(fragment)),
  ];
  void open(address.read());

  return {
    writeAddress,
    openDraft,
    deleteDraft,
    restoreDraft,
    openFile,
    openRun,
    dispose() {
      disposed = true;
      document.removeEventListener("visibilitychange", hide);
      void keeper?.flush();
      keeper?.stop();
      for (const stop of stops) stop();
      address.dispose();
    },
  };
}

/** After the browser has painted what it has, or at once where the tab is hidden and it paints nothing. */
function nextFrame(): Promise<void> {
  if (document.visibilityState === "hidden") return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
