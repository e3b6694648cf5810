import { describe, expect, it } from "vitest";
import { deep, finished, wide } from "@/components/results/fixtures/traces";
import { BODY, chartDataOf, FAILED, GROUPING, WAITS } from "@/lib/analysis/layout/timeline-chart";
import { type Chart, filled, LANE, sceneOf, spotAt, tracksBetween } from "./scene";

const pooled = finished(wide({ items: 26, workers: 3, itemMs: 10, failed: 0.3 }));
const nestedRun = finished(deep(3, 2));
const charts: readonly Chart[] = [
  { key: "a", label: "pooled", trace: pooled, ...chartDataOf(pooled, "workers") },
  { key: "b", label: "nested", trace: nestedRun, ...chartDataOf(nestedRun, "nested") },
];
const scene = sceneOf(charts);

describe("scene", () => {
  it("stacks charts without overlap, on the longer run's scale", () => {
    const [first, second] = scene.placed;
    expect(second?.top).toBeGreaterThan(first?.bottom ?? 0);
    expect(scene.height).toBeGreaterThanOrEqual(second?.bottom ?? 0);
    expect(scene.wallMs).toBe(Math.max(...charts.map(({ trace }) => trace.wallMs)));
  });

  it("finds the track at every height", () => {
    for (const placed of scene.placed) {
      placed.tops.forEach((top, track) => {
        for (const y of [top, top + 1, top + LANE - 0.5]) expect(spotAt(scene, y)).toEqual({ placed, track });
      });
      expect(spotAt(scene, placed.top + 1)?.track).toBe(-1);
    }
    expect(spotAt(scene, -1)).toBeUndefined();
    expect(spotAt(scene, scene.height + 1)).toBeUndefined();
  });

  it("makes lanes higher where there is room, within bounds", () => {
    const heights = [0, scene.height, scene.height + 40, 1e6].map(
      (room) => filled(scene, room).placed[0]?.lane,
    );
    expect(heights[0]).toBe(LANE);
    expect(heights[1]).toBe(LANE);
    expect(heights[2]).toBeGreaterThan(LANE);
    expect(heights[3]).toBe(28);
    expect(filled(scene, scene.height + 40).height).toBeLessThanOrEqual(scene.height + 40);
  });

  it("leaves the curve out where the lanes would not be seen", () => {
    expect(scene.placed[0]?.curve).toBeGreaterThan(0);
    const low = filled(scene, 250);
    expect(low.placed.map(({ curve }) => curve)).toEqual([0, 0]);
    expect(low.placed[0]?.tops[0]).toBeLessThan(scene.placed[0]?.tops[0] ?? 0);
    expect(filled(scene, 600).placed[0]?.curve).toBeGreaterThan(0);
    const [small] = charts.slice(1);
    if (!small) throw new Error("no chart");
    expect(filled(sceneOf([small]), sceneOf([small]).height).placed[0]?.curve).toBeGreaterThan(0);
  });

  it("draws only the tracks in view", () => {
    const [placed] = scene.placed;
    if (!placed) throw new Error("no chart");
    const [first, last] = tracksBetween(placed, (placed.tops[1] ?? 0) + 1, (placed.tops[2] ?? 0) + 1);
    expect([first, last]).toEqual([1, 3]);
    expect(tracksBetween(placed, 0, 1)).toEqual([0, 0]);
    expect(tracksBetween(placed, 0, 1e9)).toEqual([0, placed.tops.length]);
  });
});

it("marks kinds of spans", () => {
  const [{ trace, paint }] = charts as [Chart, ...Chart[]];
  expect(paint[0]).toBe(GROUPING);
  const failed = trace.status.findIndex((_, row) => trace.errors.has(row));
  expect((paint[failed] ?? 0) & FAILED).toBe(FAILED);
  const nested = charts[1];
  const dynamic = nested?.trace.names.includes("level1") ? 1 : 0;
  expect((nested?.paint[dynamic] ?? 0) & WAITS).toBe(WAITS);
  expect((nested?.paint[dynamic] ?? 0) & 3).toBe(BODY);
});
