import { readSearch } from "./read-search";

/** What a search looks for in names and keys, in lower case: its words, and the values of `task:` and `key:`. */
export function searchedTexts(search: string): readonly string[] {
  const texts = readSearch(search).terms.flatMap((term) => {
    if (term.not || term.type === "number") return [];
    if (term.type === "text") return term.field === "task" || term.field === "key" ? [term.text] : [];
    // `piece[3]`: the name without the index, which stands elsewhere in a row.
    return [term.text, ...(/^(.+)\[\d+\]$/.exec(term.text)?.slice(1) ?? [])];
  });
  return [...new Set(texts)];
}

export interface MatchedPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/** A name, cut where a searched text begins and ends. @param texts from `searchedTexts` */
export function matchedParts(name: string, texts: readonly string[]): readonly MatchedPart[] {
  const lower = name.toLowerCase();
  // Some letters are longer in lower case: then positions would not be those of the name.
  if (lower.length !== name.length) return [{ text: name, isMatch: false }];
  const isMatch = new Uint8Array(name.length);
  for (const text of texts)
    for (let at = lower.indexOf(text); at >= 0; at = lower.indexOf(text, at + 1))
      isMatch.fill(1, at, at + text.length);
  const parts: MatchedPart[] = [];
  for (let from = 0; from < name.length; ) {
    let to = from + 1;
    while (to < name.length && isMatch[to] === isMatch[from]) to += 1;
    parts.push({ text: name.slice(from, to), isMatch: isMatch[from] === 1 });
    from = to;
  }
  return parts;
}
