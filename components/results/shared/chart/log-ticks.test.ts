import fc from "fast-check";
import { expect, it } from "vitest";
import { decadeTicks, formatDecade, logTicks } from "./log-ticks";

it.each([
  [0.1, 1000, 10, 8, [0.1, 1, 10, 100, 1000]],
  [1, 1024, 2, 11, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]],
  [1, 1024, 2, 6, [1, 4, 16, 64, 256, 1024]],
  [3, 70, 10, 8, [10]],
  [0, 10, 10, 8, []],
  [1e-6, 1e6, 10, 5, [1e-6, 1e-3, 1, 1e3, 1e6]],
] as const)("%d to %d by %d", (least, most, base, count, ticks) =>
  expect(logTicks(least, most, base, count)).toEqual(ticks),
);

it.each([
  [0.03, 2.5, 9, [0.05, 0.1, 0.2, 0.5, 1, 2]],
  [1, 1e6, 9, [1, 10, 100, 1e3, 1e4, 1e5, 1e6]],
  [0, 1, 9, []],
] as const)("%d to %d by 1, 2, 5", (least, most, count, ticks) =>
  expect(decadeTicks(least, most, count)).toEqual(ticks),
);

it("writes powers of ten as powers of ten", () => {
  expect([0.001, 1, 100, 1000, 1e5, 1e7].map(formatDecade)).toEqual([
    "1 µs",
    "1 ms",
    "100 ms",
    "1 s",
    "100 s",
    "10,000 s",
  ]);
});

const figures = fc.oneof(
  fc.double(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 5e-324, 1e-300, 1, 1e300, Number.MAX_VALUE),
);

it("gives few ticks, in order, for whatever figures", () => {
  fc.assert(
    fc.property(figures, figures, fc.integer({ min: 1, max: 12 }), (least, most, count) => {
      for (const ticks of [
        logTicks(least, most, 10, count),
        logTicks(least, most, 2, count),
        decadeTicks(least, most, count),
      ]) {
        expect(ticks.length).toBeLessThanOrEqual(count);
        expect(ticks.every((tick, at) => Number.isFinite(tick) && tick > (ticks[at - 1] ?? 0))).toBe(true);
      }
    }),
  );
});
