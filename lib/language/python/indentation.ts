import type { Piece } from "./scan";
import type { Statement, SyntaxProblem } from "./statements";

/** Words that open a block, each as CPython names its statement. */
const BLOCKS: Readonly<Record<string, string>> = {
  if: "'if' statement",
  elif: "'elif' statement",
  else: "'else' statement",
  for: "'for' statement",
  while: "'while' statement",
  try: "'try' statement",
  except: "'except' statement",
  finally: "'finally' statement",
  with: "'with' statement",
  def: "function definition",
  class: "class definition",
};
/** Those that are nothing else at the start of a line. */
const ALWAYS = new Set(Object.keys(BLOCKS));

/** What is wrong with the blocks of a program, as CPython says it: the first of it. */
export function checkIndentation(
  statements: readonly Statement[],
  lineAt: (offset: number) => number,
): SyntaxProblem | undefined {
  const levels = [0];
  let opener: Statement | undefined;
  for (const statement of statements) {
    const [first] = statement.pieces;
    if (!first) continue;
    const at = (name: SyntaxProblem["name"], message: string): SyntaxProblem => ({
      name,
      message,
      start: first.start,
      end: first.end,
    });
    const level = levels.at(-1) ?? 0;
    if (opener) {
      if (statement.indent <= level) return at("IndentationError", expected(opener, lineAt));
      levels.push(statement.indent);
    } else if (statement.indent > level) return at("IndentationError", "unexpected indent");
    else {
      while (statement.indent < (levels.at(-1) ?? 0)) levels.pop();
      if (statement.indent !== levels.at(-1))
        return at("IndentationError", "unindent does not match any outer indentation level");
    }
    const colon = colonOf(statement);
    const word = headOf(statement);
    if (ALWAYS.has(word) && colon === undefined) {
      const last = statement.pieces.at(-1) ?? first;
      return { name: "SyntaxError", message: "expected ':'", start: last.start, end: last.end };
    }
    opener = colon !== undefined && colon === statement.pieces.length - 1 ? statement : undefined;
  }
  return undefined;
}

/** `async def`, `async with`, `async for`: the next word says what it is. */
const beginsAsync = (first: Piece | undefined): boolean => /^async$/.test(first?.text ?? "");

/** The word that says what a statement is: `def` for `async def`. */
export function headOf({ pieces }: Statement): string {
  const [first, second] = pieces;
  return (beginsAsync(first) ? second?.text : first?.text) ?? "";
}

/** @param definition `def name` or `async def name` */
export function nameOf({ pieces }: Statement): string | undefined {
  return pieces[beginsAsync(pieces[0]) ? 2 : 1]?.text;
}

/** Index of the first colon outside of brackets and lambdas. */
function colonOf({ pieces }: Statement): number | undefined {
  let depth = 0;
  let lambdas = 0;
  for (const [i, { kind, text }] of pieces.entries()) {
    if (kind === "word" && text === "lambda" && depth === 0) lambdas++;
    if (kind !== "mark") continue;
    if (text === "(" || text === "[" || text === "{") depth++;
    else if (text === ")" || text === "]" || text === "}") depth--;
    else if (text === ":" && depth === 0) {
      if (lambdas > 0) lambdas--;
      else return i;
    }
  }
  return undefined;
}

function expected(opener: Statement, lineAt: (offset: number) => number): string {
  const what = BLOCKS[headOf(opener)] ?? `'${headOf(opener)}' statement`;
  return `expected an indented block after ${what} on line ${lineAt(opener.pieces[0]?.start ?? 0)}`;
}
