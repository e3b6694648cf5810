import { ProgramFailure } from "./failure";
import { Origins } from "./origins";
import { type SourceToken, TokenType, withoutTypes } from "./sucrase";

export interface Stripped {
  readonly code: string;
  readonly tokens: readonly SourceToken[];
  readonly origins: Origins;
}

/**
 * Takes the types out. Lines stay where they are, but for those within a template literal type.
 * @throws ProgramFailure where the source cannot be parsed
 */
export function strip(source: string): Stripped {
  const { code, tokens } = parsed(source);
  const origins = originsOf(code, tokens);
  const ends = missingSemicolons(source, tokens, origins);
  if (ends.length === 0) return { code, tokens, origins };
  let ended = "";
  let from = 0;
  for (const end of ends) {
    ended += `${code.slice(from, end)};`;
    from = end;
  }
  return { code: ended + code.slice(from), tokens, origins: origins.shifted(ends) };
}

function parsed(source: string): ReturnType<typeof withoutTypes> {
  try {
    return withoutTypes(source);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const offset = "pos" in error && typeof error.pos === "number" ? error.pos : undefined;
    throw new ProgramFailure(syntaxMessage(error.message, source, offset), offset);
  }
}

/** "Unexpected token (3:5)", as both parsers have it, becomes `Unexpected "}"`. */
export function syntaxMessage(message: string, text: string, offset: number | undefined): string {
  const plain = message.replace(/ \(\d+:\d+\)$/, "");
  if (offset === undefined || !/^Unexpected (token|character)/.test(plain)) return plain;
  const expected = /, expected (.+)$/.exec(plain)?.[1];
  const found = /^(?:[\p{ID_Start}$_][\p{ID_Continue}$]*|\d+|\*\*|=>|\S)/u.exec(
    text.slice(offset, offset + 40),
  )?.[0];
  const what = found === undefined ? "Unexpected end of the program" : `Unexpected "${visible(found)}"`;
  return expected === undefined ? what : `${what}; expected ${expected}`;
}

/** A character that nobody could see in a message becomes its escape. */
const visible = (text: string): string =>
  text.replace(/\p{C}|^\p{M}/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);

/** Pairs each token that stands in the JavaScript as it stands in the source with its place there. */
function originsOf(code: string, tokens: readonly SourceToken[]): Origins {
  const generated: number[] = [];
  const source: number[] = [];
  const pair = (offset: number, start: number) => {
    // At one offset stand the tokens that were taken out, and last the one that is there.
    while ((generated.at(-1) ?? -1) >= offset) {
      generated.pop();
      source.pop();
    }
    generated.push(offset);
    source.push(start);
  };
  let closing = 0;
  for (const { text, start, isType, written } of tokens) {
    if (isType || written === undefined || text === "") continue;
    if (text === ")") closing = start;
    if (text === "=>" && code.startsWith(") =>", written)) {
      // A return type over several lines: sucrase moves the `)` to the arrow's line.
      pair(written, closing);
      pair(written + ") ".length, start);
    } else if (code.startsWith(text, written)) pair(written, start);
  }
  return new Origins(generated, source);
}

const ANNOTATION = new Set(["as", "satisfies", ":"]);
const DECLARATION = /^(?:type|interface|declare|abstract|import|export|function|async)$/;

/**
 * A line that ends in a type, or is nothing but types, ends a statement; with the types gone, a line that begins with a
 * bracket would go on with the one above. sucrase does not see that.
 * @returns offsets in the JavaScript, ascending, where a semicolon belongs
 */
function missingSemicolons(source: string, tokens: readonly SourceToken[], origins: Origins): number[] {
  const kept = new Map(origins.source.map((start, index) => [start, origins.generated[index] ?? 0]));
  const ends: number[] = [];
  let before: SourceToken | undefined;
  let removed: SourceToken[] = [];
  for (const token of tokens) {
    if (!kept.has(token.start)) {
      removed.push(token);
      continue;
    }
    const last = removed.at(-1);
    if (before && last && goesOn(token) && /[\r\n]/.test(source.slice(last.end, token.start))) {
      const first = removed.find(({ text }) => text !== "?" && text !== "!");
      const own = first && /[\r\n]/.test(source.slice(before.end, first.start));
      const isEnd =
        first !== undefined &&
        (ANNOTATION.has(first.text) ? "([`".includes(token.text) : own && DECLARATION.test(first.text));
      if (isEnd && !"([{,;".includes(before.text)) ends.push(endOf(before, kept));
    }
    removed = [];
    before = token;
  }
  return ends;
}

const goesOn = ({ text, type }: SourceToken) => /^[([`+\-*/.]$/.test(text) || type === TokenType.regexp;

const endOf = (token: SourceToken, kept: ReadonlyMap<number, number>) =>
  (kept.get(token.start) ?? 0) + token.end - token.start;
