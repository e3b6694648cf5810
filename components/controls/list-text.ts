/**
 * Lists as text in a form. Numbers stand in one line, with ranges for those who want ten thousand of them; texts stand
 * one a line.
 */
export type ListText<T> =
  | { readonly ok: true; readonly value: readonly T[] }
  | { readonly ok: false; readonly message: string };

/** Items of a list at most: what a form can hold and a page can show. */
const MOST = 1_000_000;

/** Reads "1, 2, 3", "1 2 3" and "1..10000". */
export function parseNumbers(text: string): ListText<number> {
  const values: number[] = [];
  const parts = text
    .replace(/[[\]]/g, " ")
    .split(/[\s,;]+/)
    .filter((part) => part !== "");
  for (const part of parts) {
    const range = /^(-?\d+)\.\.(-?\d+)$/.exec(part);
    if (range === null) {
      const value = Number(part);
      if (!Number.isFinite(value)) return { ok: false, message: `"${shorten(part)}" is not a number.` };
      values.push(value);
    } else {
      const from = Number(range[1]);
      const to = Number(range[2]);
      if (to < from) return { ok: false, message: `"${part}" runs backwards.` };
      if (values.length + to - from >= MOST)
        return { ok: false, message: "That is more than a million numbers." };
      for (let value = from; value <= to; value += 1) values.push(value);
    }
  }
  return { ok: true, value: values };
}

/** The shortest way to write them: runs of four whole numbers and more become ranges. */
export function writeNumbers(values: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < values.length; ) {
    const first = values[i] ?? 0;
    let end = i + 1;
    while (Number.isInteger(first) && values[end] === first + (end - i)) end += 1;
    if (end - i >= 4) parts.push(`${first}..${values[end - 1]}`);
    else parts.push(...values.slice(i, end).map(String));
    i = end;
  }
  return parts.join(", ");
}

/** One a line; the last line may be empty. */
export function parseStrings(text: string): readonly string[] {
  if (text === "") return [];
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}

/** Ends in an empty line where the list ends in an empty text, so that reading gives the same list. */
export function writeStrings(values: readonly string[]): string {
  const text = values.join("\n");
  return values.length > 0 && (text === "" || text.endsWith("\n")) ? `${text}\n` : text;
}

const shorten = (text: string): string => (text.length > 30 ? `${text.slice(0, 29)}…` : text);
