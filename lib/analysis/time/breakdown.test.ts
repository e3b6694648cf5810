import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { laneOf, traceOf } from "@/lib/trace/testing";
import { chartDataOf } from "../layout/timeline-chart";
import { anyTrace } from "../testing/random-trace";
import { breakdownOf, MAX_PLACES, PARTS, stackLanes } from "./breakdown";

const sum = (parts: Readonly<Record<string, number>>) => Object.values(parts).reduce((a, b) => a + b, 0);

describe("breakdownOf", () => {
  it("assigns each instant of a lane to the first state that applies", () => {
    const trace = traceOf(
      [
        { id: 0, kind: "workflow", started: 0, ended: 100, worker: 0 },
        {
          id: 1,
          parent: 0,
          issued: 5,
          dispatched: 22,
          received: 24,
          started: 25,
          ended: 40,
          settled: 43,
          worker: 1,
        },
        {
          id: 2,
          parent: 0,
          issued: 5,
          dispatched: 50,
          received: 52,
          started: 52,
          ended: 80,
          settled: 81,
          worker: 1,
        },
      ],
      { wallMs: 100, lanes: [laneOf(0), laneOf(1, { requested: 10, ready: 20, ended: 90 })] },
    );
    const { total, places } = breakdownOf(trace);
    expect(places.length).toBe(1);
    // spawn 10–20; queue 20–22, 24–25 and 43–50 (item 2 waits); transfer 22–24, 40–43, 50–52, 80–81; compute 25–40, 52–80.
    expect(total).toEqual({ spawn: 10, queue: 10, transfer: 8, compute: 43, idle: 29 });
  });

  it("includes the driver's lane where task bodies ran on it", () => {
    const trace = traceOf(
      [
        { id: 0, kind: "workflow", started: 0, ended: 100, worker: 0 },
        {
          id: 1,
          parent: 0,
          issued: 10,
          started: 10,
          ended: 90,
          settled: 90,
          worker: 0,
          flags: 8,
          strategy: "sequential",
        },
      ],
      { wallMs: 100, lanes: [laneOf(0)] },
    );
    const { total, places } = breakdownOf(trace);
    expect(places.length).toBe(1);
    expect(total.compute).toBe(100);
    expect(places[0]?.lane?.lane).toBe(0);
  });

  it("gives op workers that follow one another one place", () => {
    const lanes = [
      laneOf(1, { role: "op", requested: 0, ready: 5, ended: 20 }),
      laneOf(2, { role: "op", requested: 0, ready: 5, ended: 30 }),
      laneOf(3, { role: "op", requested: 20, ready: 25, ended: 50 }),
      laneOf(4, { role: "op", requested: 30, ready: 35, ended: 50 }),
      laneOf(5, { role: "op", requested: 40, ready: 45, ended: 50 }),
    ];
    expect(stackLanes(lanes, 100).map((place) => place.map(({ lane }) => lane))).toEqual([
      [1, 3],
      [2, 4],
      [5],
    ]);
  });

  it("has parts that add up to the wall time in each place, for any trace", () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const { total, places } = breakdownOf(trace);
        for (const { parts } of places) {
          expect(sum(parts)).toBeCloseTo(trace.wallMs, 9);
          for (const part of PARTS) expect(parts[part]).toBeGreaterThanOrEqual(0);
        }
        expect(sum(total)).toBeCloseTo(places.length * trace.wallMs, 8);
      }),
      { numRuns: 500 },
    );
  });

  it("lists the first places, and the others together", () => {
    const lanes = Array.from({ length: MAX_PLACES + 500 }, (_, at) =>
      laneOf(at + 1, { role: "op", ended: 100 }),
    );
    const trace = traceOf([{ id: 0, kind: "workflow", started: 0, ended: 100, worker: 1 }], {
      wallMs: 100,
      lanes,
    });
    const { total, count, places } = breakdownOf(trace);
    expect(count).toBe(lanes.length);
    expect(places).toHaveLength(MAX_PLACES + 1);
    expect(places.at(-1)).toMatchObject({ lane: undefined, lanes: 500 });
    expect(sum(total)).toBeCloseTo(lanes.length * 100, 6);
    expect(places.reduce((all, { parts }) => all + sum(parts), 0)).toBeCloseTo(sum(total), 6);
    // What reaches the page is small, however many lanes there are.
    const { layout } = chartDataOf(trace, "workers");
    expect(layout.bands).toHaveLength(MAX_PLACES + 1);
    expect(layout.bands.at(-1)).toMatchObject({ label: "other", lanes: 500 });
  });

  it("has as many places as lanes live at the same time, without overlaps", () => {
    const life = fc
      .tuple(fc.nat(50), fc.nat(50))
      .map(([a, b]) => ({ requested: Math.min(a, b), ended: Math.max(a, b) + 1 }));
    fc.assert(
      fc.property(fc.array(life, { maxLength: 40 }), (lives) => {
        const lanes = lives.map((l, i) => laneOf(i + 1, { role: "op", ...l }));
        const places = stackLanes(lanes, 100);
        const alive = Array.from(
          { length: 100 },
          (_, t) => lives.filter((l) => l.requested <= t && t < l.ended).length,
        );
        expect(places.length).toBe(Math.max(0, ...alive));
        for (const place of places) {
          for (let i = 1; i < place.length; i += 1)
            expect(place[i]?.requested).toBeGreaterThanOrEqual(place[i - 1]?.ended ?? 0);
        }
      }),
    );
  });
});
