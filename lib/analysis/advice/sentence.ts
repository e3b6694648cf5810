/** The unit of a figure, which the formatter writes. "share" is 0 … 1, "times" a ratio. */
export type Unit = "ms" | "count" | "share" | "times";

export interface Figure {
  readonly label: string;
  readonly value: number;
  readonly unit: Unit;
  /** Where repeating the run may put it; left out where it is exact. `low <= value <= high`. */
  readonly low?: number;
  readonly high?: number;
}

/** A sentence with its figures. `{0}` in its text is replaced by the first of them, and so on. */
export interface Sentence {
  readonly text: string;
  readonly figures: readonly Figure[];
  /** False where the data suggest it but do not prove it; the text says so too. */
  readonly certain: boolean;
}

export const figure = (label: string, value: number, unit: Unit): Figure => ({ label, value, unit });

/** A figure that another run may put anywhere from `low` to `high`. */
export const between = (label: string, value: number, unit: Unit, low: number, high: number): Figure => ({
  label,
  value,
  unit,
  low: Math.min(low, value),
  high: Math.max(high, value),
});

/**
 * A sentence as a template: `` say`Up to ${figure("workers", 8, "count")} workers help` ``. Names go in as strings, other
 * sentences with their figures.
 */
export function say(
  texts: TemplateStringsArray,
  ...parts: readonly (Figure | Sentence | string)[]
): Sentence {
  const figures: Figure[] = [];
  let certain = true;
  const text = texts.reduce((written, next, at) => {
    const part = parts[at - 1];
    if (part === undefined) return written + next;
    // A name that looks like the place of a figure is none.
    if (typeof part === "string") return written + part.replace(/\{(?=\d+\})/g, "{\u200B") + next;
    const offset = figures.length;
    if ("unit" in part) {
      figures.push(part);
      return `${written}{${offset}}${next}`;
    }
    figures.push(...part.figures);
    certain &&= part.certain;
    return (
      written + part.text.replace(/\{(\d+)\}/g, (_, index: string) => `{${Number(index) + offset}}`) + next
    );
  });
  return { text, figures, certain };
}

/** Sentences one after another, as one. */
export const together = (sentences: readonly Sentence[], separator = " "): Sentence =>
  sentences.reduce((all, next, at) => (at === 0 ? next : say`${all}${separator}${next}`), {
    text: "",
    figures: [],
    certain: true,
  });

export const unsure = (sentence: Sentence): Sentence => ({ ...sentence, certain: false });

export function wordsOf(sentence: Sentence, format: (figure: Figure) => string): string {
  return sentence.text.replace(/\{(\d+)\}/g, (mark, index: string) => {
    const found = sentence.figures[Number(index)];
    return found === undefined ? mark : format(found);
  });
}
