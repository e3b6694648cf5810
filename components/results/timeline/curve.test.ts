import { expect, it } from "vitest";
import { finished, wide } from "@/components/results/fixtures/traces";
import { concurrencyOf } from "@/lib/analysis/time/concurrency";
import { curveOf } from "./curve";
import { fitted } from "./view";

const steps = { time: Float64Array.of(10, 20, 20.1, 50), level: Int32Array.of(1, 5, 2, 0), peak: 5, area: 0 };

it("shows the maximum of each pixel column, also of peaks thinner than a pixel", () => {
  expect([...curveOf(steps, { start: 0, range: 100 }, 10)]).toEqual([0, 1, 5, 2, 2, 2, 0, 0, 0, 0]);
});

it("starts with the level from before the view", () => {
  expect([...curveOf(steps, { start: 30, range: 40 }, 4)]).toEqual([2, 2, 2, 0]);
  expect([
    ...curveOf(
      { time: new Float64Array(), level: new Int32Array(), peak: 0, area: 0 },
      { start: 0, range: 1 },
      2,
    ),
  ]).toEqual([0, 0]);
});

it("peaks at the same value as the trial", () => {
  const trace = finished(wide({ items: 1000, workers: 6, itemMs: 2 }));
  const concurrency = concurrencyOf(trace);
  expect(Math.max(...curveOf(concurrency, fitted(trace.wallMs), 300))).toBe(concurrency.peak);
});
