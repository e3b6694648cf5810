import { mergeNumbers, NO_NUMBERS, type SomeNumbers } from "../../numbers/own-numbers";
import type { Change } from "./slice";
import type { ViewSlice } from "./view-slice";

export interface RunNumbers {
  readonly runId: string;
  /** Its calls are the items. */
  readonly task: string;
  readonly fields: SomeNumbers;
}

export interface NumbersSlice {
  /** Fields of "Your numbers" that the user or a link set. They outlive the document: they are not of its program. */
  readonly ownNumbers: SomeNumbers;
  /** Fields that the active run shows; undefined until somebody looks at them. */
  readonly runNumbers: RunNumbers | undefined;
  /** Somebody asked for the view from elsewhere, and waits for its first field. */
  readonly awaitsNumbers: boolean;
  /** Shows the view, with the caret in its first field. */
  askNumbers(): void;
  numbersShown(): void;
  changeNumbers(change: SomeNumbers): void;
  /** Back to the run's figures, or to the defaults. */
  resetNumbers(): void;
  showRunNumbers(found: RunNumbers | undefined): void;
}

export function createNumbersSlice(set: Change<NumbersSlice & Pick<ViewSlice, "tab">>): NumbersSlice {
  return {
    ownNumbers: NO_NUMBERS,
    runNumbers: undefined,
    awaitsNumbers: false,
    askNumbers: () => set({ tab: "scale", awaitsNumbers: true }),
    numbersShown: () => set({ awaitsNumbers: false }),
    changeNumbers: (change) => set(({ ownNumbers }) => ({ ownNumbers: mergeNumbers(ownNumbers, change) })),
    resetNumbers: () => set({ ownNumbers: NO_NUMBERS }),
    showRunNumbers: (runNumbers) => set({ runNumbers }),
  };
}
