import fc from "fast-check";
import { expect, it } from "vitest";
import { ticksTo } from "./ticks";

it.each([
  [2940, 4, 1, [0, 1000, 2000, 3000]],
  [97, 5, 1, [0, 20, 40, 60, 80, 100]],
  [0.37, 4, 1, [0, 0.1, 0.2, 0.3, 0.4]],
  [150_000, 3, 60_000, [0, 60_000, 120_000, 180_000]],
  [0, 4, 1, [0, 1]],
  [Number.NaN, 4, 1, [0, 1]],
])("%d in %d", (end, count, unit, ticks) => expect(ticksTo(end, count, unit)).toEqual(ticks));

it("reaches the end with few ticks", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
      fc.integer({ min: 2, max: 10 }),
      (end, count) => {
        const ticks = ticksTo(end, count);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(end * (1 - 1e-6));
        expect(ticks.length).toBeLessThanOrEqual(count + 1);
      },
    ),
  );
});

it("is short for whatever figures", () => {
  fc.assert(
    fc.property(fc.double(), fc.integer({ min: 2, max: 10 }), (end, count) => {
      expect(ticksTo(end, count).length).toBeLessThanOrEqual(count + 1);
    }),
  );
});
