import { expect, it } from "vitest";
import { defaultSettings } from "@/lib/model/settings";
import { expectedMeasureMs, pointsToMeasure } from "./scale-points";

it("measures powers of two up to the workers or the cores, whichever are more, each once", () => {
  expect(pointsToMeasure(8, 2)).toEqual([1, 2, 4]);
  expect(pointsToMeasure(6, 2)).toEqual([1, 2, 4]);
  expect(pointsToMeasure(2, 8)).toEqual([1, 4, 8]);
  expect(pointsToMeasure(1, 1)).toEqual([]);
});

it("estimates the time: a warm-up and three rounds, or one round if a round takes long", () => {
  const settings = { ...defaultSettings(8), workers: 8 };
  const by = (times: Readonly<Record<number, number>>) => (workers: number) => times[workers];
  expect(expectedMeasureMs([1, 2, 4], settings, "pooled", 100, by({ 1: 800, 2: 400, 4: 200 }))).toBe(
    4 * (200 + 400 + 800),
  );
  // 2 workers took more than 1.5 s, so 1 worker runs once.
  expect(expectedMeasureMs([1, 2], settings, "pooled", 1_000, by({ 1: 4_000, 2: 2_000 }))).toBe(
    4 * 2_000 + 4_000,
  );
  expect(expectedMeasureMs([4], settings, "pooled", 100, () => undefined)).toBe(4 * 200);
  expect(expectedMeasureMs([], settings, "pooled", 100, () => undefined)).toBe(0);
});
