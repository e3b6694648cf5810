import type { Diagnostic } from "../program";

/** Lines that Python has and TypeScript does not. */
const PYTHON = [
  /^\s*(?:async\s+)?def\s+\w+\s*\(.*(?::|\(|,)\s*(?:#.*)?$/,
  /^\s*class\s+\w+\s*(?:\([\w.,\s=]*\))?:\s*(?:#.*)?$/,
  /^\s*from\s+[\w.]+\s+import\s+[\w*(]/,
  /^\s*import\s+[\w.]+(?:\s+as\s+\w+)?(?:\s*,\s*[\w.]+)*\s*(?:#.*)?$/,
  /^\s*(?:if|elif|while|with|for\s+.+\s+in)\s+[^(){}]*.*[^{}\s]:\s*(?:#.*)?$/,
  /^\s*(?:else|try|finally|except(?:\s+.+)?)\s*:\s*(?:#.*)?$/,
  /^\s*@[\w.]+(?:\([^)]*\)?)?\s*$/,
  /^\s*(?:elif|except|raise|nonlocal|pass)\b/,
];

/** Lines that TypeScript has and Python does not. */
const TYPESCRIPT = /^\s*(?:const|let|var|function|export|interface|type\s+\w+\s*=)\b|=>|;\s*$|\)\s*\{\s*$/;

/** Lines that are looked at, and characters of each. */
const MAX_LINES = 500;
const MAX_LENGTH = 200;

/** What is said of a text that does not compile, if it looks like Python. */
export function asPython(source: string): Diagnostic | undefined {
  const lines = source.split(/\r\n|\r|\n/, MAX_LINES).map((text) => text.slice(0, MAX_LENGTH));
  const found = lines.flatMap((text, index) => (PYTHON.some((form) => form.test(text)) ? [index] : []));
  const [first] = found;
  const others = lines.filter((text) => TYPESCRIPT.test(text)).length;
  if (first === undefined || found.length <= others) return undefined;
  const text = lines[first] ?? "";
  return {
    message: "This looks like Python. Fanout programs are TypeScript.",
    line: first + 1,
    column: text.length - text.trimStart().length + 1,
    endLine: first + 1,
    endColumn: text.length + 1,
    isWhole: true,
  };
}
