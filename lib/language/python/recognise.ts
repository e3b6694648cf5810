import type { Lines } from "../lines";
import type { Diagnostic } from "../program";
import type { Statement } from "./statements";

/** Each is a statement of TypeScript, and never one of Python, where a word or a brace follows. */
const STARTS = new Set(["const", "let", "var", "export", "interface", "function"]);

/** What is said of a program that is TypeScript. */
export function asTypeScript(statements: readonly Statement[], lines: Lines): Diagnostic | undefined {
  const found = statements.find(({ pieces: [first, second] }) => {
    if (first?.text === "import" && second && (second.text === "{" || second.kind === "string")) return true;
    return first && STARTS.has(first.text) && (second?.kind === "word" || second?.text === "{");
  });
  const [first] = found?.pieces ?? [];
  if (!found || !first) return undefined;
  const end = lines.place(found.pieces.at(-1)?.end ?? first.end);
  return {
    message: "This is TypeScript, and the language of this program is Python.",
    language: "typescript",
    ...lines.place(first.start),
    endLine: end.line,
    endColumn: end.column,
    isWhole: true,
  };
}
