import { INPUT_MAX_NUMBERS } from "@/lib/model/limits";

/** `1..100`: whole numbers, both ends among them. */
const RANGE = /^([+-]?\d+)\.\.([+-]?\d+)$/;
/** Whole numbers in a row from which they are written as a range. */
const RANGE_MIN_NUMBERS = 4;

/**
 * Reads one item of a list of numbers that may be a range.
 * @returns undefined where it is none: then it is a number, or a mistake
 */
export function parseRange(item: string): readonly number[] | undefined {
  const [, first, last] = RANGE.exec(item) ?? [];
  if (first === undefined || last === undefined) return undefined;
  const [from, to] = [Number(first), Number(last)];
  const isSafe = Number.isSafeInteger(from) && Number.isSafeInteger(to);
  if (!isSafe || to < from || to - from >= INPUT_MAX_NUMBERS) return undefined;
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** The shortest way to write a list: ten thousand numbers in a row are `1..10000`. @param write writes one number */
export function writeRanges(values: readonly number[], write: (value: number) => string): readonly string[] {
  const items: string[] = [];
  for (let at = 0; at < values.length; ) {
    const end = endOfRun(values, at);
    const run = values.slice(at, end);
    if (run.length >= RANGE_MIN_NUMBERS) items.push(`${run[0]}..${run.at(-1)}`);
    else items.push(...run.map(write));
    at = end;
  }
  return items;
}

/** After the last of the whole numbers that follow one another from `start`. */
function endOfRun(values: readonly number[], start: number): number {
  const first = values[start] ?? 0;
  let end = start + 1;
  // -0 is another value than 0, and no range gives it.
  const follows = (value: number | undefined): boolean =>
    value === first + (end - start) && !Object.is(value, -0);
  if (Number.isSafeInteger(first) && !Object.is(first, -0)) while (follows(values[end])) end += 1;
  return end;
}
