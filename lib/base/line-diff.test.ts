import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hunksOf, lineDiff } from "./line-diff";

const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 }).map((lines) => lines.join("\n"));

describe("a diff of lines", () => {
  test("has both texts, whatever they are", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = lineDiff(before, after);
        const side = (kind: string) => diff.filter((each) => each.kind !== kind).map((each) => each.text);
        expect(side("added")).toEqual(before.split("\n"));
        expect(side("removed")).toEqual(after.split("\n"));
        if (before === after) expect(diff.every(({ kind }) => kind === "same")).toBe(true);
      }),
    );
  });

  test("shows a changed line as removed and added, with its number", () => {
    expect(lineDiff("a\nPool(2)\nb", "a\nPool(4)\nb")).toEqual([
      { kind: "same", text: "a", line: 1 },
      { kind: "removed", text: "Pool(2)", line: 2 },
      { kind: "added", text: "Pool(4)", line: 2 },
      { kind: "same", text: "b", line: 3 },
    ]);
  });

  test("is shown in stretches, which do not repeat a line", () => {
    const lines = Array.from({ length: 20 }, (_, at) => `${at}`);
    const changed = lines.map((line, at) => (at === 3 || at === 6 || at === 15 ? `${line}!` : line));
    const hunks = hunksOf(lineDiff(lines.join("\n"), changed.join("\n")), 2);
    expect(hunks.map((hunk) => hunk.map(({ text: each }) => each))).toEqual([
      ["1", "2", "3", "3!", "4", "5", "6", "6!", "7", "8"],
      ["13", "14", "15", "15!", "16", "17"],
    ]);
    expect(hunksOf(lineDiff("a", "a"), 2)).toEqual([]);
  });
});
