import { describe, expect, it } from "vitest";
import { poolRun } from "../testing/made-runs";
import { scaleOf } from "./scale";
import { simulationOf } from "./simulation";

const settings = { workers: 4, concurrency: 1, maxParallelism: 25, chunk: "auto" } as const;

describe("scaleOf", () => {
  const trace = poolRun({ items: Array.from({ length: 64 }, () => 10), workers: 4, before: 10, after: 10 });

  const scaled = (run = trace) => scaleOf(run, simulationOf(run, settings), undefined);

  it("gives the simulated time and the bound that nothing beats", () => {
    const { points, workSpan } = scaled();
    expect(workSpan.work).toBeCloseTo(660, 6);
    expect(workSpan.span).toBeCloseTo(30, 6);
    for (const { workers, mid, low, high, bound } of points) {
      expect(mid).toBeCloseTo(20 + Math.ceil(64 / workers) * 10, 6);
      expect(bound).toBeLessThanOrEqual(mid + 1e-6);
      expect(low).toBeLessThanOrEqual(mid);
      expect(high).toBeGreaterThanOrEqual(mid);
    }
    expect(points.find(({ workers }) => workers === 4)?.speedup).toBeCloseTo(660 / 180, 6);
  });

  it("tells from how many workers on more do not help", () => {
    expect(scaled().helping).toBe(64);
    // Where bodies take no time there is nothing to share out.
    const items = Array.from({ length: 64 }, () => 0);
    expect(scaled(poolRun({ items, workers: 4, before: 10, after: 10 })).helping).toBe(1);
  });
});
