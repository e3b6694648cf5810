import { expect, it } from "vitest";
import { pointsToMeasure } from "./scale-points";

it("measures at powers of two up to the workers or the cores, whichever are more, and not twice", () => {
  expect(pointsToMeasure(8, 2)).toEqual([1, 2, 4]);
  expect(pointsToMeasure(6, 2)).toEqual([1, 2, 4]);
  expect(pointsToMeasure(2, 8)).toEqual([1, 4, 8]);
  expect(pointsToMeasure(1, 1)).toEqual([]);
});
