import fc from "fast-check";
import { expect, it } from "vitest";
import { select } from "./select";

it("finds the value at a rank of the sorted values", () => {
  const value = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: 0, max: 3 }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), fc.nat(), (values, pick) => {
      const rank = pick % values.length;
      const sorted = Float64Array.from(values).sort();
      expect(select(Float64Array.from(values), rank) === sorted[rank]).toBe(true);
    }),
  );
});

it("returns nothing for an empty list", () => {
  expect(select(new Float64Array(0), 0)).toBeUndefined();
});

it("handles ascending, descending and equal values", () => {
  const count = 200_000;
  const half = count / 2;
  expect(
    select(
      Float64Array.from({ length: count }, (_, at) => at),
      half,
    ),
  ).toBe(half);
  expect(
    select(
      Float64Array.from({ length: count }, (_, at) => count - at),
      half,
    ),
  ).toBe(half + 1);
  expect(select(new Float64Array(count).fill(7), half)).toBe(7);
});
