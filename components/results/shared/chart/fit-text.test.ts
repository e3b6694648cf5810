import fc from "fast-check";
import { expect, it } from "vitest";
import { fitText } from "./fit-text";

const widthOf = (text: string): number => [...text].length * 7;

it("keeps both ends of a name that is too long", () => {
  expect(fitText("compute_piece", 100, widthOf)).toBe("compute_piece");
  expect(fitText("compute_piece", 70, widthOf)).toBe("compu…iece");
});

it("never exceeds the room, and uses it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 7, max: 300 }), (text, room) => {
      const shown = fitText(text, room, widthOf);
      expect(widthOf(shown)).toBeLessThanOrEqual(room);
      if (shown !== text) expect(widthOf(shown)).toBeGreaterThan(room - 14);
    }),
  );
});
