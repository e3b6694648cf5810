import type { Token, TokenKind } from "../language";

/** Those of Monaco, so that no word changes its color when Monaco arrives. */
const KEYWORDS = new Set(
  (
    "abstract any as asserts async await bigint boolean break case catch class const constructor continue debugger " +
    "declare default delete do else enum export extends false finally for from function get global if implements import " +
    "in infer instanceof interface is keyof let module namespace never new null number object of out override package " +
    "private protected public readonly require return satisfies set static string super switch symbol this throw true " +
    "try type typeof undefined unique unknown var void while with yield"
  ).split(" "),
);

/** After one of these a slash divides; after anything else it begins a regular expression. */
const ENDS_VALUE = /[\w$)\]}"'`]$/;
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const NUMBER = /(?:0[xob][\da-f_]+|\d[\d_]*\.?[\d_]*(?:e[+-]?\d+)?|\.\d[\d_]*(?:e[+-]?\d+)?)n?/iy;
const REGEXP = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
const SPACE = /\s+/y;

/** A scanner, not a parser: it never fails, and what it cannot tell is plain text. */
export function highlight(source: string): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  /** Depth of braces in each `${` that is open. */
  const templates: number[] = [];
  let at = 0;
  let before = "";

  const emit = (kind: TokenKind, text: string): void => {
    for (const [i, part] of text.split("\n").entries()) {
      if (i > 0) lines.push([]);
      const line = lines[lines.length - 1];
      const last = line?.[line.length - 1];
      if (part === "") continue;
      if (last?.kind === kind) line?.splice(-1, 1, { kind, text: last.text + part });
      else line?.push({ kind, text: part });
    }
    at += text.length;
    if (kind !== "comment" && text.trim() !== "") before = text;
  };
  const matchAt = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  /** From `start` to after the closing quote; a plain string also ends at the end of its line. */
  const stringEnd = (start: number, quote: string): number => {
    let i = start;
    while (i < source.length && source[i] !== quote && source[i] !== "\n") i += source[i] === "\\" ? 2 : 1;
    return Math.min(source[i] === quote ? i + 1 : i, source.length);
  };
  /** From `start`, inside a template, to after its end or after the next `${`. */
  const templateEnd = (start: number): number => {
    let i = start;
    while (i < source.length) {
      if (source[i] === "`") return i + 1;
      if (source[i] === "$" && source[i + 1] === "{") {
        templates.push(0);
        return i + 2;
      }
      i += source[i] === "\\" ? 2 : 1;
    }
    return source.length;
  };

  while (at < source.length) {
    const char = source[at] ?? "";
    const two = source.slice(at, at + 2);
    const open = templates.length - 1;
    if (two === "//") {
      const end = source.indexOf("\n", at);
      emit("comment", source.slice(at, end < 0 ? undefined : end));
    } else if (two === "/*") {
      const end = source.indexOf("*/", at + 2);
      emit("comment", source.slice(at, end < 0 ? undefined : end + 2));
    } else if (char === '"' || char === "'") {
      emit("string", source.slice(at, stringEnd(at + 1, char)));
    } else if (char === "`") {
      emit("string", source.slice(at, templateEnd(at + 1)));
    } else if (char === "}" && open >= 0 && templates[open] === 0) {
      templates.pop();
      emit("string", source.slice(at, templateEnd(at + 1)));
    } else {
      if (open >= 0 && char === "{") templates[open] = (templates[open] ?? 0) + 1;
      if (open >= 0 && char === "}") templates[open] = (templates[open] ?? 0) - 1;
      const space = matchAt(SPACE);
      const word = space ?? matchAt(WORD);
      const number = matchAt(NUMBER);
      const regexp =
        char === "/" && (!ENDS_VALUE.test(before) || KEYWORDS.has(before)) ? matchAt(REGEXP) : undefined;
      if (space !== undefined) emit("plain", space);
      else if (word !== undefined) {
        const member = before === "." || before === "?.";
        const called = /^\s*(?:<[^<>()]*>)?\(/.test(source.slice(at + word.length, at + word.length + 60));
        emit(!member && KEYWORDS.has(word) ? "keyword" : called ? "call" : "plain", word);
      } else if (number) emit("number", number);
      else if (regexp !== undefined) emit("string", regexp);
      else emit("plain", String.fromCodePoint(source.codePointAt(at) ?? 0));
    }
  }
  return lines;
}
