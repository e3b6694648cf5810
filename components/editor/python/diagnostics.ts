import type { LspDiagnostic } from "./messages";

/** Diagnostics of programs that would not run. Types are not checked when Python runs: what is wrong with them is a warning. */
const ERRORS = new Set(["reportUndefinedVariable"]);
const UNKNOWN_MODULE = "reportMissingImports";

export interface TypeProblem {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly startLineNumber: number;
  readonly startColumn: number;
  readonly endLineNumber: number;
  readonly endColumn: number;
}

/**
 * What is shown of basedpyright's findings. Hints are not. In a program that imports a module without types, what follows from types would be
 * a guess.
 */
export function typeProblems(found: readonly LspDiagnostic[]): readonly TypeProblem[] {
  const isGuess = found.some(({ code }) => code === UNKNOWN_MODULE);
  return found
    .filter(({ severity = 1 }) => severity <= 2)
    .filter((each) => !isGuess || isError(each) || each.code === UNKNOWN_MODULE)
    .map((each) => ({
      severity: isError(each) ? "error" : "warning",
      message: each.message.replaceAll("\u00a0", " "),
      startLineNumber: each.range.start.line + 1,
      startColumn: each.range.start.character + 1,
      endLineNumber: each.range.end.line + 1,
      endColumn: each.range.end.character + 1,
    }));
}

const isError = ({ code }: LspDiagnostic): boolean => typeof code !== "string" || ERRORS.has(code);
