/** A part of a line: one look, one text. */
export interface Words {
  readonly look: "plain" | "bold" | "emphasis" | "code";
  readonly text: string;
}

export type Block =
  | { readonly kind: "paragraph"; readonly words: readonly Words[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly (readonly Words[])[] };

/** One marked part, none inside another: `code`, **bold**, *emphasis*. Bounded, so that no text takes long to read. */
const MARKED = /`([^`\n]{1,400})`|\*\*([^*\n]{1,400})\*\*|\*([^*\s][^*\n]{0,400})\*/g;
const ITEM = /^\s{0,3}(?:[-*+]|(\d{1,3})[.)])\s+(.*)$/;

/**
 * A small, safe subset of Markdown: paragraphs, lists, and marked words in them. Everything else stays the text that it is, HTML,
 * links and pictures among it.
 */
export function plainMarkup(text: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const part of text.replaceAll("\r\n", "\n").split(/\n{2,}/)) {
    const lines = part.split("\n").filter((line) => line.trim() !== "");
    if (lines.length === 0) continue;
    const items = lines.map((line) => ITEM.exec(line));
    if (items.every((item) => item !== null)) {
      blocks.push({
        kind: "list",
        ordered: items[0]?.[1] !== undefined,
        items: items.map((item) => wordsOf(item?.[2] ?? "")),
      });
    } else blocks.push({ kind: "paragraph", words: wordsOf(lines.join(" ")) });
  }
  return blocks;
}

export function wordsOf(text: string): readonly Words[] {
  const words: Words[] = [];
  let at = 0;
  const plain = (end: number): void => {
    if (end > at) words.push({ look: "plain", text: text.slice(at, end) });
  };
  for (const match of text.matchAll(MARKED)) {
    plain(match.index);
    const [all, code, bold, emphasis] = match;
    if (code !== undefined) words.push({ look: "code", text: code });
    else if (bold !== undefined) words.push({ look: "bold", text: bold });
    else words.push({ look: "emphasis", text: emphasis ?? "" });
    at = match.index + all.length;
  }
  plain(text.length);
  return words;
}
