import { isMap, keyAt, nameAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { labelAt } from "./span";

/** UTF-16 units: a common beginning that is shorter stays. */
const MIN_CUT = 6;
const SHOWN_KEY_MAX_LENGTH = 200;

/** What all these keys begin with, up to a separator: "reports/2026/" of "reports/2026/a.csv" and "reports/2026/b.csv". */
export function commonBeginning(keys: readonly string[]): string {
  const [first, ...others] = keys;
  if (first === undefined || others.length === 0) return "";
  let length = first.length;
  for (const key of others) {
    let at = 0;
    while (at < length && key[at] === first[at]) at += 1;
    length = at;
    if (length < MIN_CUT) return "";
  }
  // Not within a word or a number: "part-1" and "part-12" differ in all of their number.
  while (length > 0 && /[\p{L}\p{N}]/u.test(first[length - 1] as string)) length -= 1;
  return length < MIN_CUT ? "" : first.slice(0, length);
}

const beginnings = new WeakMap<readonly string[], string>();

/** Found once for the keys of a map, of which there may be 100,000. */
function beginningOf(keys: readonly string[]): string {
  const known = beginnings.get(keys);
  if (known !== undefined) return known;
  const found = commonBeginning(keys);
  beginnings.set(keys, found);
  return found;
}

/** The key of an item without what all keys of its map begin with. */
function shortKeyAt(trace: Trace, row: number): string | undefined {
  const key = keyAt(trace, row)?.slice(0, SHOWN_KEY_MAX_LENGTH);
  if (key === undefined) return undefined;
  const keys = trace.notes.get(trace.parent[row] as number)?.keys;
  const beginning = keys ? beginningOf(keys) : "";
  return beginning !== "" && key.startsWith(beginning) && key.length > beginning.length
    ? `…${key.slice(beginning.length)}`
    : key;
}

/** What differs among its siblings first: "a · piece", "piece[3]", "merge". */
export function keyFirstAt(trace: Trace, row: number): string {
  const key = shortKeyAt(trace, row);
  return key === undefined ? labelAt(trace, row) : `${key} · ${nameAt(trace, row)}`;
}

/** Under its map: the key alone, because the map has the name. */
export function nameUnderMapAt(trace: Trace, row: number): string {
  const up = trace.parent[row] as number;
  const key = up >= 0 && isMap(trace, up) ? shortKeyAt(trace, row) : undefined;
  return key ?? keyFirstAt(trace, row);
}
