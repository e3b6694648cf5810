import type { TextEdit } from "./program";

/** The text after all of some edits, which do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const starts = [0];
  for (const { 0: found, index } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + found.length);
  const offset = (line: number, column: number) => (starts[line - 1] ?? text.length) + column - 1;
  return edits
    .map((edit) => ({
      start: offset(edit.line, edit.column),
      end: offset(edit.endLine, edit.endColumn),
      text: edit.text,
    }))
    .sort((a, b) => b.start - a.start)
    .reduce((after, { start, end, text: put }) => after.slice(0, start) + put + after.slice(end), text);
}
