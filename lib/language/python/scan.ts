/** A piece of a Python program. Spaces between pieces are not listed. */
export interface Piece {
  readonly kind: "comment" | "string" | "number" | "word" | "mark" | "break";
  readonly text: string;
  /** Offsets, the end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Of a string that does not end: whether it has three quotes. */
  readonly open?: "one" | "three";
}

const SPACE = /(?:[ \t\f\r\ufeff]|\\\r?\n)+/y;
const WORD = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const NUMBER =
  /(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?)/y;
const STRING = /(?:[rR][bBfFtT]?|[bBfFtT][rR]?|[uU])?("""|'''|"|')/y;
const MARK = /(?:->|:=|\*\*=?|\/\/=?|<<=?|>>=?|\.\.\.|[!=<>+\-*/%&|^@]=|.)/suy;

/** A scanner, not a parser: it never fails, and covers all of the text. */
export function scan(source: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  const push = (kind: Piece["kind"], end: number, open?: Piece["open"]): void => {
    pieces.push({ kind, text: source.slice(at, end), start: at, end, ...(open && { open }) });
    at = end;
  };
  while (at < source.length) {
    const space = match(SPACE);
    if (space) {
      at += space[0].length;
      continue;
    }
    const char = source[at];
    if (char === "\n") push("break", at + 1);
    else if (char === "#") {
      const end = source.indexOf("\n", at);
      push("comment", end < 0 ? source.length : end);
    } else {
      const string = match(STRING);
      if (string) {
        const { end, isOpen } = stringEnd(source, at + string[0].length, string[0]);
        push("string", end, isOpen ? (string[1]?.length === 3 ? "three" : "one") : undefined);
        continue;
      }
      const word = match(WORD);
      const number = word ? null : match(NUMBER);
      const [text] = word ?? (number?.[0] ? number : null) ?? match(MARK) ?? [char ?? ""];
      push(word ? "word" : number?.[0] ? "number" : "mark", at + text.length);
    }
  }
  return pieces;
}

/** Levels of strings within the braces of strings. */
const MAX_NESTED = 8;

/** Where a string ends. @param from after its opening quotes @param opening its prefix and quotes */
function stringEnd(
  source: string,
  from: number,
  opening: string,
  nested = 0,
): { readonly end: number; readonly isOpen: boolean } {
  const quotes = /["']+$/.exec(opening)?.[0] ?? '"';
  const hasFields = /[fFtT]/.test(opening) && nested < MAX_NESTED;
  let fields = 0;
  for (let at = from; at < source.length; at++) {
    const char = source[at];
    if (fields === 0 && source.startsWith(quotes, at)) return { end: at + quotes.length, isOpen: false };
    if (char === "\n" && quotes.length === 1 && fields === 0) return { end: at, isOpen: true };
    if (char === "\\" && fields === 0) {
      at += source[at + 1] === "\r" && source[at + 2] === "\n" ? 2 : 1;
    } else if (hasFields && char === "{") {
      if (fields === 0 && source[at + 1] === "{") at++;
      else fields++;
    } else if (hasFields && char === "}" && fields > 0) fields--;
    else if (fields > 0 && (char === '"' || char === "'")) {
      // Since Python 3.12 a field may hold the quotes of the string around it.
      const inner = source.startsWith(char.repeat(3), at) ? char.repeat(3) : char;
      const { end, isOpen } = stringEnd(
        source,
        at + inner.length,
        prefixBefore(source, at) + inner,
        nested + 1,
      );
      if (isOpen) return { end, isOpen };
      at = end - 1;
    } else if (fields > 0 && char === "\n" && quotes.length === 1) return { end: at, isOpen: true };
  }
  return { end: source.length, isOpen: true };
}

const prefixBefore = (source: string, at: number): string =>
  /(?<![\w])[rRbBfFtTuU]{1,2}$/.exec(source.slice(Math.max(0, at - 3), at))?.[0] ?? "";
