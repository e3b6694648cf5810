import type { Settings } from "@/lib/model/settings";
import type { Origin, PlaygroundDocument } from "../../documents/document";
import type { Change } from "./slice";

export interface DocumentSlice {
  /** False until it is known what to open; there is nothing to edit before. */
  readonly opened: boolean;
  /** Counts documents: an editor takes new text for a new document, with a history of its own. */
  readonly documentId: number;
  readonly code: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly settings: Settings;
  readonly origin: Origin;
  /** As it was when it was opened: what a link's recorded figures are of. */
  readonly openedAs: PlaygroundDocument;
  /** Counts what was kept of drafts: a list of them is read again when it goes up. */
  readonly draftsKept: number;
  openDocument(document: PlaygroundDocument, origin: Origin): void;
  setCode(code: string): void;
  setInput(name: string, value: unknown): void;
  /** Back to the program's own default. */
  resetInput(name: string): void;
  setInputs(inputs: Readonly<Record<string, unknown>>): void;
  changeSettings(change: Partial<Settings>): void;
}

export function createDocumentSlice(set: Change<DocumentSlice>, settings: Settings): DocumentSlice {
  return {
    opened: false,
    documentId: 0,
    code: "",
    inputs: {},
    settings,
    origin: { kind: "draft" },
    openedAs: { code: "", inputs: {}, settings },
    draftsKept: 0,
    openDocument: ({ code, inputs, settings }, origin) =>
      set(({ documentId }) => ({
        opened: true,
        documentId: documentId + 1,
        code,
        inputs,
        settings,
        origin,
        openedAs: { code, inputs, settings },
      })),
    setCode: (code) => set({ code }),
    setInput: (name, value) => set(({ inputs }) => ({ inputs: { ...inputs, [name]: value } })),
    resetInput: (name) =>
      set(({ inputs }) => ({
        inputs: Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== name)),
      })),
    setInputs: (inputs) => set({ inputs }),
    changeSettings: (change) => set(({ settings }) => ({ settings: { ...settings, ...change } })),
  };
}

export const documentOf = ({ code, inputs, settings }: DocumentSlice): PlaygroundDocument => ({
  code,
  inputs,
  settings,
});
