import { expect, it } from "vitest";
import { formatFigure, sentenceText } from "./figure-text";

it("writes each figure in its unit", () => {
  const units = ["ms", "share", "times", "count"] as const;
  expect(units.map((unit) => formatFigure({ label: "", value: 0.5, unit }))).toEqual([
    "500 µs",
    "50%",
    "0.5×",
    "0.5",
  ]);
});

it("puts figures into their sentence", () => {
  const figures = [
    { label: "a", value: 1500, unit: "ms" },
    { label: "b", value: 3, unit: "times" },
  ] as const;
  expect(sentenceText({ text: "{0}, {1}, {9}", figures, certain: true })).toBe("1.5 s, 3×, {9}");
});
