import fc from "fast-check";
import { expect, it } from "vitest";
import { positionOf, valueAt } from "./log-scale";

const scale = { min: 0.1, max: 60_000, zero: true, steps: 240 };

it("converts both ways", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: scale.steps }), fc.boolean(), (position, zero) => {
      const own = { ...scale, zero };
      expect(positionOf(own, valueAt(own, position))).toBe(position);
    }),
  );
});

it("grows with every step", () => {
  for (let at = 1; at <= scale.steps; at += 1)
    expect(valueAt(scale, at)).toBeGreaterThan(valueAt(scale, at - 1));
});

it("clamps values outside its ends", () => {
  expect([valueAt(scale, 0), valueAt(scale, 1), valueAt(scale, 240)]).toEqual([0, 0.1, 60_000]);
  expect(valueAt({ ...scale, zero: false }, 0)).toBe(0.1);
  expect([positionOf(scale, 0), positionOf(scale, 1e9), positionOf(scale, Number.NaN)]).toEqual([0, 240, 1]);
});
