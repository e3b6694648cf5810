import fc from "fast-check";
import { expect, it } from "vitest";
import { spread } from "./spread";

it("does not move labels that do not overlap", () =>
  expect(spread([10, 50, 90], 14, 0, 100)).toEqual([10, 50, 90]));

it("separates overlapping labels inside the chart", () => {
  expect(spread([50, 50], 14, 0, 100)).toEqual([50, 64]);
  expect(spread([98, 99, 100], 14, 0, 100)).toEqual([72, 86, 100]);
});

it("keeps the order and the gap if they fit", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 5 }), (heights) => {
      const placed = spread(heights, 14, 0, 200);
      const byHeight = heights
        .map((height, at) => ({ height, placed: placed[at] ?? 0 }))
        .sort((a, b) => a.height - b.height);
      byHeight.forEach((each, at) => {
        const before = byHeight[at - 1];
        if (before && before.height < each.height)
          expect(each.placed - before.placed).toBeGreaterThanOrEqual(14 - 1e-6);
        expect(each.placed).toBeGreaterThanOrEqual(-1e-6);
        expect(each.placed).toBeLessThanOrEqual(200 + 1e-6);
      });
    }),
  );
});
