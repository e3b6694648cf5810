import { jsonOf } from "./loose-json";

const COMMA = 0x2c;
/** Parsed together at most: of tiny items, each takes many times its bytes. */
const MAX_BYTES = 1 << 18;
/** What is written for a gap. */
export const ZERO = 0x30;

/**
 * Items of a list, in JSON, to be decoded and parsed together: one at a time, the calls would take longer than the work. They
 * are kept in the buffer in which they came.
 */
export class Items {
  private from = 0;
  private readonly ends: number[] = [];

  /** Whether one that begins here may be added: a comma goes before it, and not too much waits. */
  hasRoom(at: number): boolean {
    const before = this.ends.at(-1);
    return before === undefined || (at > before && before - this.from < MAX_BYTES);
  }

  add(bytes: Uint8Array, at: number, end: number, gaps: readonly number[]): void {
    const before = this.ends.at(-1);
    if (before === undefined) this.from = at;
    else bytes[before] = COMMA;
    this.ends.push(withoutGaps(bytes, at, end, gaps, before === undefined ? at : before + 1));
  }

  /** Gives them in their order; those that are no JSON are only parsed. @param parsed undefined: no JSON */
  flush(
    bytes: Uint8Array,
    decoded: (bytes: Uint8Array) => string,
    parsed: (text: string) => unknown,
    give: (value: unknown) => void,
  ): void {
    const ends = this.ends.splice(0);
    const last = ends.at(-1);
    if (last === undefined) return;
    const values = jsonOf(`[${decoded(bytes.subarray(this.from, last))}]`) as readonly unknown[] | undefined;
    let from = this.from;
    for (const [i, end] of ends.entries()) {
      const value = values?.length === ends.length ? values[i] : parsed(decoded(bytes.subarray(from, end)));
      from = end + 1;
      if (value !== undefined) give(value);
    }
  }
}

/**
 * Writes a value elsewhere, with 0 for each gap. It may lie over itself: `to` is never behind `from`.
 *
 * @param gaps where they begin and end in turn, counted from the beginning of the value
 * @returns where it ends then
 */
export function withoutGaps(
  bytes: Uint8Array,
  from: number,
  end: number,
  gaps: readonly number[],
  to: number,
): number {
  let at = from;
  let written = to;
  for (let gap = 0; gap < gaps.length; gap += 2) {
    const begins = from + (gaps[gap] as number);
    if (written !== at) bytes.copyWithin(written, at, begins);
    written += begins - at;
    bytes[written] = ZERO;
    written += 1;
    at = from + (gaps[gap + 1] as number);
  }
  if (written !== at) bytes.copyWithin(written, at, end);
  return written + end - at;
}
