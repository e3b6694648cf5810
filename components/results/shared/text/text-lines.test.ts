import fc from "fast-check";
import { expect, it } from "vitest";
import { textLines } from "./text-lines";

const rowsOf = (text: string, columns: number): string[] => {
  const { count, row } = textLines(text, columns);
  return Array.from({ length: count }, (_, at) => row(at));
};

it("breaks lines at spaces, and words that are longer than a row", () => {
  expect(rowsOf("one two three\r\n\nfour", 8)).toEqual(["one two ", "three", "", "four"]);
  expect(rowsOf("abcdefghij", 4)).toEqual(["abcd", "efgh", "ij"]);
  expect(rowsOf("ab👍👍", 3)).toEqual(["ab👍", "👍"]);
});

it("shows how much of a long line is left out", () => {
  expect(rowsOf("a".repeat(20_000), 1_000).at(-1)).toBe("… 3,616 more characters in this line");
});

it("loses and repeats nothing", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc.integer({ min: 2, max: 20 }),
      (text, columns) => {
        const lines = text.split(/\r?\n/);
        expect(rowsOf(text, columns).join("")).toBe(lines.join(""));
      },
    ),
  );
});
