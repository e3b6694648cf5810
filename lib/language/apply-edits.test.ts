import { expect, it } from "vitest";
import { applyEdits } from "./apply-edits";

const edit = (line: number, column: number, endLine: number, endColumn: number, text: string) => ({
  line,
  column,
  endLine,
  endColumn,
  text,
});

it("edits at several places, in any order, are those of the text before", () => {
  const edits = [edit(2, 1, 2, 3, "long"), edit(1, 1, 1, 1, "> ")];
  expect(applyEdits("one\ntwo\nthree", edits)).toBe("> one\nlongo\nthree");
  expect(applyEdits("one\ntwo\nthree", [...edits].reverse())).toBe("> one\nlongo\nthree");
});

it("an edit over lines, whatever ends them", () => {
  expect(applyEdits("one\r\ntwo\rthree", [edit(1, 4, 3, 1, " ")])).toBe("one three");
});
