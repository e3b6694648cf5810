import fc from "fast-check";
import { expect, it } from "vitest";
import { matchedParts, searchedTexts } from "./matched-parts";

const shown = (name: string, search: string): string =>
  matchedParts(name, searchedTexts(search))
    .map(({ text, isMatch }) => (isMatch ? `<${text}>` : text))
    .join("");

it.each([
  ["compute_piece", "PIECE", "compute_<piece>"],
  ["compute_piece", "piece comp", "<comp>ute_<piece>"],
  ["banana", "an", "b<anan>a"],
  ["piece[3]", "piece[3]", "<piece[3]>"],
  ["a · piece", "task:piece key:a", "<a> · <piece>"],
  ["part 3", 'key:"part 3"', "<part 3>"],
  ["merge", "-merge", "merge"],
  ["failed", "status:failed duration>1s", "failed"],
  ["merge", "", "merge"],
])("marks in %j what %j looks for", (name, search, marked) => {
  expect(shown(name, search)).toBe(marked);
});

it("loses no letter of a name", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (name, search) => {
      expect(
        matchedParts(name, searchedTexts(search))
          .map(({ text }) => text)
          .join(""),
      ).toBe(name);
    }),
  );
});
