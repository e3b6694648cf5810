import { applyEdits } from "../../../apply-edits";
import type { Diagnostic } from "../../../program";
import { study } from "..";

/** A program that a rule has something to say of. */
export interface Trigger {
  readonly name: string;
  readonly code: string;
  /** The stretch that is marked. */
  readonly at: string;
  readonly message: string;
  /** The program after the fix; absent where there is none. */
  readonly fixed?: string;
}

export interface RuleCases {
  readonly triggers: readonly Trigger[];
  /** Programs of which no rule says anything, by what is right about them. */
  readonly silent: Readonly<Record<string, string>>;
}

const placeIn = (source: string) => (offset: number) => {
  const before = source.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};

/** What is said of a program, each with the text that it marks. */
export function warningsOf(source: string): readonly (Diagnostic & { readonly at: string })[] {
  const lines = source.split("\n");
  return study(source, placeIn(source)).warnings.map((warning) => {
    const { line = 1, column = 1, endColumn = column } = warning;
    return { ...warning, at: (lines[line - 1] ?? "").slice(column - 1, endColumn - 1) };
  });
}

/** The text after the fix of the first warning. */
export function fixed(source: string): string | undefined {
  const fix = warningsOf(source)[0]?.fix;
  return fix && applyEdits(source, fix.edits);
}
