/** The unit of a figure, which the formatter writes. "share" is 0 … 1, "times" a ratio. */
export type Unit = "ms" | "count" | "share" | "times";

export interface Figure {
  readonly label: string;
  readonly value: number;
  readonly unit: Unit;
}

/** A sentence with its figures. `{0}` in its text is replaced by the first of them, and so on. */
export interface Sentence {
  readonly text: string;
  readonly figures: readonly Figure[];
  /** False where the data suggest it but do not prove it; the text says so too. */
  readonly certain: boolean;
}

export const figure = (label: string, value: number, unit: Unit): Figure => ({ label, value, unit });

export const sentenceOf = (text: string, figures: readonly Figure[], certain = true): Sentence => ({
  text,
  figures,
  certain,
});

export function wordsOf(sentence: Sentence, format: (figure: Figure) => string): string {
  return sentence.text.replace(/\{(\d+)\}/g, (mark, index: string) => {
    const found = sentence.figures[Number(index)];
    return found === undefined ? mark : format(found);
  });
}
