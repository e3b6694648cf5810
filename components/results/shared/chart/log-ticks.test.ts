import fc from "fast-check";
import { expect, it } from "vitest";
import { formatDuration } from "@/lib/base/format";
import { logTicks, timeTicks } from "./log-ticks";

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
  [1, 3_600e3, 8, ["1 ms", "10 ms", "100 ms", "1 s", "10 s", "1 min", "10 min", "1 h"]],
  [1_000, 60_000, 8, ["1 s", "2 s", "5 s", "10 s", "20 s", "30 s", "1 min"]],
  [1, 86_400e5, 6, ["1 ms", "100 ms", "10 s", "10 min", "10 h", "10 d"]],
] as const)("%d to %d ms in units of their own", (least, most, count, ticks) =>
  expect(timeTicks(least, most, count).map(formatDuration)).toEqual(ticks),
);

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
        timeTicks(least, most, count),
      ]) {
        expect(ticks.length).toBeLessThanOrEqual(count);
        expect(ticks.every((tick, at) => Number.isFinite(tick) && tick > (ticks[at - 1] ?? 0))).toBe(true);
      }
    }),
  );
});
