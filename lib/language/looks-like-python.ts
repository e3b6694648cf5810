import { pastedProgram } from "./pasted-program";

/** Lines that Python has and TypeScript does not. */
const PYTHON = [
  /^(?:async\s+)?def\s+\w+\s*[([]/,
  /^class\s+\w+\s*(?:\[[^\]]*\])?\s*(?:\([^{}]*\))?:\s*(?:#.*|\.\.\.|pass)?$/,
  /^from\s+[\w.]+\s+import\s+[\w*(]/,
  /^import\s+[\w.]+(?:\s+as\s+\w+)?(?:\s*,\s*[\w.]+(?:\s+as\s+\w+)?)*\s*(?:#.*)?$/,
  /^(?:if|elif|while|with|async\s+with|(?:async\s+)?for\s+.+\s+in)\s+[^(){}]*.*[^{}\s]:\s*(?:#.*)?$/,
  /^(?:else|try|finally|except(?:\*?\s+.+)?)\s*:\s*(?:#.*)?$/,
  /^@[\w.]+(?:\([^)]*\)?)?\s*$/,
  /^(?:elif|except|nonlocal|global)\s+\w/,
  /^raise(?:\s+\w[\w.]*(?:\(.*)?)?(?:\s+from\s+\w+)?$/,
  /^pass\s*(?:#.*)?$/,
  /(?<![\w.$"'`])lambda(?:\s+[\w*][\w\s,*=]*)?:/,
  /[[({].*\sfor\s+[\w\s,]+\sin\s.*[\])}]/,
  /(?<![\w.$])f(?:"[^"]*"|'[^']*')/,
  /(?<![\w.$"'`])(?:None|True|False)(?![\w"'`:])/,
  /^assert\s+(?!\()/,
];

/** Lines that TypeScript has and Python does not. */
const TYPESCRIPT =
  /^\s*(?:abstract\s+)?class\s.*\{|^\s*(?:const|let|var|function|async\s+function|export|interface|enum|type\s+\w+(?:<.*>)?\s*=)\b|=>|;\s*$|\)\s*(?::[^:]+)?\{\s*$|^\s*\}\s*(?:else|catch|finally)\b|^\s*import\b.*\bfrom\s*["']|[!=]==|&&|\|\|/;

const TYPESCRIPT_COMMENT = /^\s*(?:\/\/|\/\*|\*)/;

/** Only a module of TypeScript has one of these, whatever else is in it. */
const SURELY_TYPESCRIPT =
  /^\s*(?:import\b.*\bfrom\s*["'].*["']\s*;?\s*$|\}\s*from\s*["']|export\s+default\b)/;

/** Begins and ends a text of several lines in Python. */
const TRIPLE_QUOTE = /"""|'''/;

/** Lines that are looked at, and characters of each. */
const MAX_LINES = 500;
const MAX_LENGTH = 200;

/**
 * Whether a text is a program in Python, or a part of one, and not in TypeScript. Prompts and Markdown around it do not matter. What could be
 * both, such as `print("x")`, is not.
 */
export const looksLikePython = (text: string): boolean =>
  firstPythonLine(pastedProgram(text).program) !== undefined;

/** @returns the first line, from 1, that only Python has; undefined where the text does not look like Python */
export function firstPythonLine(source: string): number | undefined {
  const lines = source.split(/\r\n|\r|\n/, MAX_LINES).map((text) => text.slice(0, MAX_LENGTH));
  let first: number | undefined;
  let python = 0;
  let typescript = 0;
  let isInText = false;
  for (const [index, text] of lines.entries()) {
    const wasInText = isInText;
    if (text.split(TRIPLE_QUOTE).length % 2 === 0) isInText = !isInText;
    if (wasInText || text.trimStart().startsWith("#")) continue;
    if (SURELY_TYPESCRIPT.test(text)) return undefined;
    if (TYPESCRIPT_COMMENT.test(text) || TYPESCRIPT.test(text)) typescript += 1;
    else if (PYTHON.some((form) => form.test(text.trim()))) {
      python += 1;
      first ??= index + 1;
    }
  }
  return python > typescript ? first : undefined;
}
