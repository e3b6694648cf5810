import type { Token, TokenKind } from "../language";

const KEYWORDS = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global if " +
    "import in is lambda nonlocal not or pass raise return self try while with yield"
  ).split(" "),
);

const PARTS =
  /(#.*)|((?:\b[a-z]{1,2})?(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?))|(\b\d[\w.]*|\.\d\w*)|(@?[\p{L}_][\p{L}\p{N}_]*)/giu;

/** Colors for code before the editor is there: small rather than exact, it is in the page's first script. */
export function highlight(source: string): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  const emit = (kind: TokenKind, text: string): void => {
    for (const [i, part] of text.split("\n").entries()) {
      if (i > 0) lines.push([]);
      if (part !== "") lines[lines.length - 1]?.push({ kind, text: part });
    }
  };
  let at = 0;
  for (const match of source.matchAll(PARTS)) {
    const [text, comment, string, number, word] = match;
    emit("plain", source.slice(at, match.index));
    at = match.index + text.length;
    if (comment) emit("comment", text);
    else if (string) emit("string", text);
    else if (number) emit("number", text);
    else emit(kindOf(word ?? "", source[match.index - 1], source[at]), text);
  }
  emit("plain", source.slice(at));
  return lines;
}

function kindOf(word: string, before: string | undefined, after: string | undefined): TokenKind {
  if (KEYWORDS.has(word) && before !== ".") return "keyword";
  return after === "(" || word.startsWith("@") ? "call" : "plain";
}
