import { formatCount } from "@/lib/base/format";
import { isSplit } from "@/lib/base/tame-text";

/** UTF-16 units of one line that are shown. */
const MAX_LINE = 16 * 1024;

/** A long text in rows of the screen. */
export interface TextLines {
  readonly count: number;
  row(at: number): string;
}

/** @param columns characters that fit into a row; longer lines go on in the next one */
export function textLines(text: string, columns: number): TextLines {
  const lines = text.split(/\r?\n/);
  /** Of each row: its line and where it starts there. */
  const line: number[] = [];
  const start: number[] = [];
  for (const [at, content] of lines.entries()) {
    const end = Math.min(content.length, MAX_LINE);
    let from = 0;
    do {
      line.push(at);
      start.push(from);
      from = rowEnd(content, from, columns);
    } while (from < end);
    if (content.length > MAX_LINE) {
      line.push(at);
      start.push(-1);
    }
  }
  return {
    count: line.length,
    row(at) {
      const content = lines[line[at] ?? 0] ?? "";
      const from = start[at] ?? 0;
      return from < 0
        ? `… ${formatCount(content.length - MAX_LINE)} more characters in this line`
        : content.slice(from, rowEnd(content, from, columns));
    },
  };
}

/** After a space where there is one in the second half of the row. */
function rowEnd(content: string, from: number, columns: number): number {
  const end = from + columns;
  if (end >= content.length) return content.length;
  const space = content.lastIndexOf(" ", end);
  if (space > from + columns / 2) return space + 1;
  return isSplit(content, end) ? end + 1 : end;
}
