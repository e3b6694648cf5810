import { type Piece, scan } from "./scan";

/** One logical line: what is between brackets may have many lines. Comments are left out. */
export interface Statement {
  /** Without the break at its end. */
  readonly pieces: readonly Piece[];
  /** Columns of spaces before it; a tab goes to the next multiple of 8, as in CPython. */
  readonly indent: number;
}

/** Something that CPython refuses before it runs anything, in its words. */
export interface SyntaxProblem {
  readonly name: "SyntaxError" | "IndentationError";
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export interface Scanned {
  readonly statements: readonly Statement[];
  readonly comments: readonly Piece[];
  /** The first thing that is certainly wrong. The rest of the text is not read then. */
  readonly problem?: SyntaxProblem;
}

const CLOSES: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
const OPENS = new Set(Object.values(CLOSES));

/** Cuts a program into logical lines. @param lineAt line of an offset, from 1 */
export function readStatements(source: string, lineAt: (offset: number) => number): Scanned {
  const statements: Statement[] = [];
  const comments: Piece[] = [];
  const open: Piece[] = [];
  let pieces: Piece[] = [];
  const stop = (piece: Piece, message: string): Scanned => ({
    statements,
    comments,
    problem: { name: "SyntaxError", message, start: piece.start, end: piece.end },
  });
  const endStatement = (): void => {
    const [first] = pieces;
    if (first) statements.push({ pieces, indent: indentBefore(source, first.start) });
    pieces = [];
  };
  for (const piece of scan(source)) {
    if (piece.open) {
      const what =
        piece.open === "three"
          ? "triple-quoted string"
          : `${/^[a-z]*[fF]/i.test(piece.text) && /^[rR]?[fF]/.test(piece.text) ? "f-string" : "string"}`;
      const last = piece.open === "three" ? source.length : piece.start;
      return stop(piece, `unterminated ${what} literal (detected at line ${lineAt(last)})`);
    }
    if (piece.kind === "comment") comments.push(piece);
    else if (piece.kind === "break") {
      if (open.length === 0) endStatement();
    } else {
      pieces.push(piece);
      if (piece.kind !== "mark") continue;
      if (OPENS.has(piece.text)) open.push(piece);
      const wanted = CLOSES[piece.text];
      if (wanted === undefined) continue;
      const last = open.pop();
      if (last === undefined) return stop(piece, `unmatched '${piece.text}'`);
      if (last.text === wanted) continue;
      const where = lineAt(last.start) === lineAt(piece.start) ? "" : ` on line ${lineAt(last.start)}`;
      return stop(
        piece,
        `closing parenthesis '${piece.text}' does not match opening parenthesis '${last.text}'${where}`,
      );
    }
  }
  const left = open.at(-1);
  if (left) return stop(left, `'${left.text}' was never closed`);
  endStatement();
  return { statements, comments };
}

const TAB = 8;

function indentBefore(source: string, start: number): number {
  let columns = 0;
  for (let at = source.lastIndexOf("\n", start - 1) + 1; at < start; at++)
    columns = source[at] === "\t" ? (Math.floor(columns / TAB) + 1) * TAB : columns + 1;
  return columns;
}
