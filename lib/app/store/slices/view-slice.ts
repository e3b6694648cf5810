import type { Theme } from "../../theme/palette";
import { type Assumptions, NO_ASSUMPTIONS } from "../assumptions";
import type { Change } from "./slice";

export type ResultTab =
  | "compare"
  | "tree"
  | "timeline"
  | "play"
  | "breakdown"
  | "scale"
  | "output"
  | "files"
  | "log";

export type ThemeChoice = "light" | "dark" | "system";

export type Dialog =
  | "share"
  | "keys"
  | "new"
  | "drafts"
  | "forget"
  | "palette"
  | "stand-ins"
  | "same"
  | "export"
  | "lesson";

export interface Notice {
  readonly id: string;
  readonly tone: "info" | "warning" | "error";
  readonly title: string;
  readonly text: string;
  /** A draft to go back to. */
  readonly back?: { readonly draft: string };
  /** Ends what it tells of. */
  readonly cancel?: () => void;
  /** What else may be opened. */
  readonly choices?: readonly { readonly label: string; readonly onSelect: () => void }[];
}

/** A position in the code to show; a new object each time. */
export interface CodePosition {
  readonly line: number;
  readonly column?: number | undefined;
}

export interface ViewSlice {
  readonly tab: ResultTab;
  readonly theme: ThemeChoice;
  readonly shownTheme: Theme;
  readonly dialog: Dialog | undefined;
  /** What the dialog is opened for: the name of a task. */
  readonly dialogAbout: string | undefined;
  readonly notices: readonly Notice[];
  readonly place: CodePosition | undefined;
  /** Names of definitions that run at the moment of a run that is played. */
  readonly playedNames: readonly string[];
  readonly assumptions: Assumptions;
  assume(change: Partial<Assumptions>): void;
  showTab(tab: ResultTab): void;
  setTheme(theme: ThemeChoice): void;
  setShownTheme(theme: Theme): void;
  openDialog(dialog: Dialog | undefined, about?: string): void;
  /** Puts the editor's caret there. */
  showPlace(line: number, column?: number): void;
  showPlayed(names: readonly string[]): void;
  notify(notice: Notice): void;
  dismiss(id: string): void;
}

export function createViewSlice(set: Change<ViewSlice>, theme: ThemeChoice): ViewSlice {
  return {
    tab: "compare",
    theme,
    shownTheme: theme === "dark" ? "dark" : "light",
    dialog: undefined,
    dialogAbout: undefined,
    notices: [],
    place: undefined,
    playedNames: [],
    assumptions: NO_ASSUMPTIONS,
    assume: (change) => set(({ assumptions }) => ({ assumptions: { ...assumptions, ...change } })),
    showTab: (tab) => set({ tab }),
    setTheme: (choice) => set({ theme: choice }),
    setShownTheme: (shownTheme) => set({ shownTheme }),
    openDialog: (dialog, dialogAbout) => set({ dialog, dialogAbout }),
    showPlayed: (playedNames) => set({ playedNames }),
    showPlace: (line, column) => set({ place: { line, column } }),
    notify: (notice) =>
      set(({ notices }) => ({ notices: [...notices.filter(({ id }) => id !== notice.id), notice] })),
    dismiss: (id) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
  };
}
