/** Something that the palette finds and does. */
export interface PaletteEntry {
  readonly id: string;
  /** "Example", "View": what kind of thing it is. */
  readonly group: string;
  readonly label: string;
  /** Also searched. */
  readonly detail?: string | undefined;
  readonly keys?: string;
  /** The current choice. */
  readonly checked?: boolean;
  readonly act: () => void;
}

const MAX_SHOWN = 50;

/** The best score of a word: at the start of the label, at the start of a word, anywhere in it, in the rest. 0 where it is missing. */
function scoreOf(word: string, { label, group, detail = "" }: PaletteEntry): number {
  const name = label.toLowerCase();
  const at = name.indexOf(word);
  if (at === 0) return 8;
  if (at > 0) return /[\p{L}\p{N}]/u.test(name[at - 1] ?? "") ? 3 : 5;
  return `${group} ${detail}`.toLowerCase().includes(word) ? 1 : 0;
}

/** Entries in which every word of the search occurs, in any order; the best first, equal ones in their order. */
export function matching(entries: readonly PaletteEntry[], search: string): readonly PaletteEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const scored = entries.flatMap((entry, at) => {
    const scores = words.map((word) => scoreOf(word, entry));
    return scores.includes(0) ? [] : [{ entry, at, score: scores.reduce((sum, score) => sum + score, 0) }];
  });
  return scored
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, MAX_SHOWN)
    .map(({ entry }) => entry);
}
