import { firstPythonLine, looksLikePython } from "../looks-like-python";
import type { Diagnostic } from "../program";

/** What is said of a text that does not compile, if it looks like Python. */
export function asPython(source: string): Diagnostic | undefined {
  if (!looksLikePython(source)) return undefined;
  // Line 1 where prompts or Markdown hide it.
  const line = firstPythonLine(source) ?? 1;
  const text = source.split(/\r\n|\r|\n/, line)[line - 1] ?? "";
  return {
    message: "This is Python, and the language of this program is TypeScript.",
    language: "python",
    line,
    column: text.length - text.trimStart().length + 1,
    endLine: line,
    endColumn: text.length + 1,
    isWhole: true,
  };
}
