import type { SourcePosition } from "./program";

/** Lines and columns of a text. */
export class Lines {
  /** Offset at which each line begins. */
  private readonly starts: readonly number[];

  /** @param breaks what ends a line, as a global expression */
  constructor(text: string, breaks: RegExp) {
    const starts = [0];
    for (const { 0: found, index } of text.matchAll(breaks)) starts.push(index + found.length);
    this.starts = starts;
  }

  /** @param offset in UTF-16 units from 0 */
  place(offset: number): SourcePosition {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }
}

/** What ends a line in an editor. */
export const SOURCE_BREAKS = /\r\n|\r|\n/g;

/** What ends a line for a JavaScript engine: U+2028 and U+2029 too, which editors show within a line. */
export const SCRIPT_BREAKS = /\r\n|[\r\n\u2028\u2029]/g;
