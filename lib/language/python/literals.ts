import type { Piece } from "./scan";

/** A value of Python that JSON can hold, and whether JSON says all of it. */
export interface Literal {
  readonly value: unknown;
}

/** Levels of lists in lists. */
const MAX_DEPTH = 20;
const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  n: "\n",
  r: "\r",
  t: "\t",
  "\n": "",
};

/** Reads a default that is written out. @returns undefined where it would take running the program */
export function readLiteral(pieces: readonly Piece[]): Literal | undefined {
  const reader = new Reader(pieces);
  const found = reader.value(0);
  return found && reader.isAtEnd ? found : undefined;
}

class Reader {
  private at = 0;

  constructor(private readonly pieces: readonly Piece[]) {}

  get isAtEnd(): boolean {
    return this.at === this.pieces.length;
  }

  private take(text: string): boolean {
    if (this.pieces[this.at]?.text !== text) return false;
    this.at++;
    return true;
  }

  value(depth: number): Literal | undefined {
    const piece = this.pieces[this.at];
    if (!piece || depth > MAX_DEPTH) return undefined;
    if (piece.kind === "string") return this.text();
    this.at++;
    if (piece.kind === "number") return numberOf(piece.text);
    switch (piece.text) {
      case "-": {
        const positive = this.pieces[this.at]?.kind === "number" ? this.value(depth) : undefined;
        return positive && { value: -(positive.value as number) };
      }
      case "None":
        return { value: null };
      case "True":
      case "False":
        return { value: piece.text === "True" };
      case "[":
        return this.list("]", depth);
      case "(":
        return this.list(")", depth);
      case "{":
        return this.record(depth);
      default:
        return undefined;
    }
  }

  /** A list, or a tuple of any length but one value in brackets. */
  private list(end: string, depth: number): Literal | undefined {
    const values: unknown[] = [];
    let commas = 0;
    while (!this.take(end)) {
      const item = this.value(depth + 1);
      if (!item) return undefined;
      values.push(item.value);
      if (this.take(",")) commas++;
      else if (this.take(end)) break;
      else return undefined;
    }
    return end === ")" && commas === 0 && values.length === 1 ? { value: values[0] } : { value: values };
  }

  private record(depth: number): Literal | undefined {
    const entries: [string, unknown][] = [];
    while (!this.take("}")) {
      const key = this.value(depth + 1);
      const value = key && this.take(":") ? this.value(depth + 1) : undefined;
      if (!value || typeof key?.value !== "string") return undefined;
      entries.push([key.value, value.value]);
      if (!this.take(",") && this.pieces[this.at]?.text !== "}") return undefined;
    }
    return { value: Object.fromEntries(entries) };
  }

  /** Strings in a row are one. */
  private text(): Literal | undefined {
    let text = "";
    for (let piece = this.pieces[this.at]; piece?.kind === "string"; piece = this.pieces[++this.at]) {
      const part = stringOf(piece.text);
      if (part === undefined) return undefined;
      text += part;
    }
    return { value: text };
  }
}

function numberOf(text: string): Literal | undefined {
  const digits = text.replaceAll("_", "");
  const value = Number(digits);
  // A number of another base, of many digits, or none of JavaScript's: 1j, 007.
  const isKnown = Number.isFinite(value) && (/[.eE]/.test(digits) || Number.isSafeInteger(value));
  return isKnown && /^(?:0[xXbBoO]|[\d.])/.test(digits) ? { value } : undefined;
}

/** @returns undefined for bytes, templates, and escapes that are not common */
function stringOf(text: string): string | undefined {
  const [, prefix = "", quotes = ""] = /^([a-zA-Z]*)("""|'''|"|')/.exec(text) ?? [];
  if (/[bft]/i.test(prefix)) return undefined;
  const inner = text.slice(prefix.length + quotes.length, -quotes.length);
  if (/r/i.test(prefix)) return inner;
  let isKnown = true;
  const value = inner.replace(/\\([\s\S])/g, (_, char: string) => {
    isKnown &&= char in ESCAPES;
    return ESCAPES[char] ?? "";
  });
  return isKnown ? value : undefined;
}
