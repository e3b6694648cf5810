import { DEFAULT_LANGUAGE, type LanguageId } from "@/lib/model/language";
import { changedSettings, type Settings } from "@/lib/model/settings";
import type { LinkLesson } from "@/lib/share/lesson-v1";
import type { Draft } from "@/lib/storage/draft-record";
import type { Origin, PlaygroundDocument } from "../../documents/document";
import type { SomeNumbers } from "../../numbers/own-numbers";
import type { Run } from "../../run/run";
import type { PlaygroundState } from "../store";
import { NO_ANALYSIS } from "./analysis-slice";
import { NO_LESSON } from "./lesson-slice";
import { NO_RUN } from "./no-run";
import { openedWithRun } from "./runs-slice";
import type { Change, Read } from "./slice";
import type { Notice, ResultTab } from "./view-slice";

/** The draft in the storage that holds the document, and that the next save starts from. */
export type DraftBase = Pick<Draft, "id" | "revision" | "created" | "origin" | "title" | "name" | "foreign">;

export interface DocumentSlice {
  /** False until it is known what to open; there is nothing to edit before. */
  readonly opened: boolean;
  /** Counts documents: with a new one, the editor's undo history begins again. */
  readonly documentId: number;
  readonly code: string;
  readonly language: LanguageId;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly settings: Settings;
  readonly origin: Origin;
  /** Somebody else wrote it, and the user has not made it their own: it stores no results of cached tasks. */
  readonly foreign: boolean;
  /** As it was when it was opened. */
  readonly openedAs: PlaygroundDocument;
  /** Undefined while the document is as it was opened from elsewhere. */
  readonly draft: DraftBase | undefined;
  /** Counts changes of the drafts: a list of them is read again when this goes up. */
  readonly draftChanges: number;
  /** Puts another document on the screen. Nothing of the one before stays. */
  openDocument: OpenDocument;
  /**
   * For a document that has to be read first. @returns opens it, unless another opening began in the meantime: the one that
   * began last decides what is on the screen. Whether it did
   */
  beginOpening(): (...opened: Parameters<OpenDocument>) => boolean;
  setCode(code: string): void;
  /** The same text in another language. @param code what it is then, if it changes with it */
  setLanguage(language: LanguageId, code?: string): void;
  setInput(name: string, value: unknown): void;
  /** Resets an input to the program's default. */
  resetInput(name: string): void;
  setInputs(inputs: Readonly<Record<string, unknown>>): void;
  changeSettings(change: Partial<Settings>): void;
  setDraft(draft: DraftBase | undefined): void;
  draftsChanged(): void;
}

type OpenDocument = (document: PlaygroundDocument, origin: Origin, more?: OpenedWith) => void;

export interface OpenedWith {
  /** Default: the tab stays. */
  readonly tab?: ResultTab | undefined;
  readonly notices?: readonly Notice[] | undefined;
  readonly run?: Run | undefined;
  /** Fields of "Your numbers". Default: they stay. */
  readonly numbers?: SomeNumbers | undefined;
  readonly lesson?: LinkLesson | undefined;
  readonly draft?: DraftBase | undefined;
  /** Default: what the draft says; of a document that is none, whether a link or a host brought it. */
  readonly foreign?: boolean | undefined;
}

export function createDocumentSlice(
  set: Change<PlaygroundState>,
  get: Read<PlaygroundState>,
  settings: Settings,
): DocumentSlice {
  let openings = 0;
  /** Why the text before could not run is not known of this one. */
  const edit = (change: Partial<PlaygroundDocument>): void => set({ ...change, refusal: undefined });
  return {
    opened: false,
    documentId: 0,
    code: "",
    language: DEFAULT_LANGUAGE,
    inputs: {},
    settings,
    origin: { kind: "draft" },
    foreign: false,
    openedAs: { code: "", language: DEFAULT_LANGUAGE, inputs: {}, settings },
    draft: undefined,
    draftChanges: 0,
    beginOpening() {
      openings += 1;
      const opening = openings;
      return (...opened) => {
        if (opening !== openings) return false;
        get().openDocument(...opened);
        return true;
      };
    },
    openDocument(
      document,
      origin,
      { tab = get().tab, notices = [], run, draft, foreign, numbers, lesson } = {},
    ) {
      openings += 1;
      get().stop();
      get().releaseWorkers();
      set((state) => ({
        opened: true,
        documentId: state.documentId + 1,
        ...document,
        origin,
        foreign:
          foreign ?? (draft ? draft.foreign === true : origin.kind === "link" || origin.kind === "host"),
        openedAs: document,
        draft,
        tab: lesson?.steps[0]?.view ?? tab,
        notices,
        ...NO_LESSON,
        lesson,
        // The very same text has been compiled already.
        ...((document.code !== state.code || document.language !== state.language) && {
          program: undefined,
          compileErrors: [],
          compiledCode: undefined,
          typeErrors: undefined,
        }),
        ...openedWithRun(run),
        ...NO_RUN,
        taskRun: undefined,
        scale: undefined,
        analysis: NO_ANALYSIS,
        runNumbers: undefined,
        awaitsNumbers: false,
        ...(numbers && { ownNumbers: numbers }),
        place: undefined,
        playedNames: [],
      }));
    },
    setCode: (code) => edit({ code }),
    setLanguage(language, code = get().code) {
      get().stop();
      get().releaseWorkers();
      // What is known of the text is known of it in the other language.
      set({ program: undefined, compileErrors: [], compiledCode: undefined, typeErrors: undefined });
      edit({ language, code });
    },
    setInput: (name, value) => edit({ inputs: { ...get().inputs, [name]: value } }),
    resetInput: (name) =>
      edit({ inputs: Object.fromEntries(Object.entries(get().inputs).filter(([key]) => key !== name)) }),
    setInputs: (inputs) => edit({ inputs }),
    changeSettings: (change) => edit({ settings: changedSettings(get().settings, change) }),
    setDraft: (draft) => set(draft === undefined ? { draft } : { draft, foreign: draft.foreign === true }),
    draftsChanged: () => set(({ draftChanges }) => ({ draftChanges: draftChanges + 1 })),
  };
}

export const documentOf = ({ code, language, inputs, settings }: PlaygroundDocument): PlaygroundDocument => ({
  code,
  language,
  inputs,
  settings,
});
