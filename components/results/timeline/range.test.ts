import { expect, it } from "vitest";
import { rangeBetween, rangeInView } from "./range";

const view = { start: -10, range: 120 };

it("selects between two places, in either direction, within the run", () => {
  expect(rangeBetween(view, 30, 60, 120, 100)).toEqual({ from: 20, to: 50 });
  expect(rangeBetween(view, 60, 30, 120, 100)).toEqual({ from: 20, to: 50 });
  expect(rangeBetween(view, -50, 999, 120, 100)).toEqual({ from: 0, to: 100 });
});

it("selects nothing by a click, or outside the run", () => {
  expect(rangeBetween(view, 30, 32, 120, 100)).toBeUndefined();
  expect(rangeBetween(view, 0, 8, 120, 100)).toBeUndefined();
});

it("selects what is in view", () => {
  expect(rangeInView(view, 100)).toEqual({ from: 0, to: 100 });
  expect(rangeInView({ start: 40, range: 20 }, 100)).toEqual({ from: 40, to: 60 });
  expect(rangeInView({ start: 0, range: 10 }, 0)).toBeUndefined();
});
