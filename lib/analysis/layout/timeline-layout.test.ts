import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deep, finished, wide } from "@/components/results/fixtures/traces";
import type { SpanObject } from "@/lib/trace/from-spans";
import { laneOf, traceOf } from "@/lib/trace/testing";
import { layoutOf } from "./timeline-layout";

const anyTrace = fc
  .array(
    fc.record({
      parent: fc.nat(),
      start: fc.integer({ min: 0, max: 90 }),
      length: fc.integer({ min: 0, max: 40 }),
      worker: fc.integer({ min: 0, max: 4 }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((spans) => {
    const rows = spans.map(
      ({ parent, start, length, worker }, id): SpanObject => ({
        id,
        parent: id === 0 ? -1 : parent % id,
        worker,
        started: start,
        ended: start + length,
        settled: start + length,
      }),
    );
    return traceOf(rows, { wallMs: 130, lanes: [laneOf(0), laneOf(1), laneOf(2)] });
  });

describe.each(["workers", "nested"] as const)("layout, %s", (mode) => {
  it("shows every started span once, without overlaps on a track", () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const layout = layoutOf(trace, mode);
        expect([...layout.rows].sort((a, b) => a - b)).toEqual(
          Array.from({ length: trace.count }, (_, row) => row),
        );
        for (let track = 0; track < layout.tracks; track += 1) {
          for (
            let mark = (layout.offsets[track] as number) + 1;
            mark < (layout.offsets[track + 1] as number);
            mark += 1
          ) {
            expect(layout.start[mark]).toBeGreaterThanOrEqual(layout.end[mark - 1] as number);
          }
        }
      }),
    );
  });

  it("puts a span under its caller", () => {
    const trace = finished(deep(6, 2));
    const layout = layoutOf(trace, "nested");
    for (let row = 1; row < trace.count; row += 1) {
      expect(layout.trackOf[row]).toBeGreaterThan(layout.trackOf[trace.parent[row] as number] as number);
    }
  });

  it("shares the last track where too many spans overlap", () => {
    const rows: SpanObject[] = Array.from({ length: 200 }, (_, id) => ({
      id,
      parent: id === 0 ? -1 : 0,
      worker: 1,
      started: 0,
      ended: 100 - id / 10,
    }));
    const layout = layoutOf(traceOf(rows, { lanes: [laneOf(1)] }), mode);
    expect(layout.tracks).toBeLessThanOrEqual(49);
    const last = layout.tracks - 1;
    const reach = [...layout.reach.subarray(layout.offsets[last], layout.offsets[last + 1])];
    expect(reach).toEqual(reach.toSorted((a, b) => a - b));
  });
});

describe("bands", () => {
  it("are lanes, with their starts and transfers", () => {
    const layout = layoutOf(finished(wide({ items: 26, workers: 3, itemMs: 10 })), "workers");
    expect(layout.bands.map((band) => band.label)).toEqual(["driver", "worker 1", "worker 2", "worker 3"]);
    expect(layout.bands[1]?.spawn.start).toHaveLength(1);
    expect(layout.bands[1]?.transfer.start.length).toBeGreaterThan(3);
  });

  it("have no transfers within a start: what is sent then waits for it", () => {
    const { bands } = layoutOf(
      finished(wide({ items: 6, workers: 2, itemMs: 10, strategy: "dynamic" })),
      "workers",
    );
    const overlaps = bands.map(({ spawn, transfer }) =>
      [...transfer.start].filter((from, at) => {
        const to = transfer.end[at] as number;
        return [...spawn.start].some((start, i) => from < (spawn.end[i] as number) && to > start);
      }),
    );
    expect(bands.some(({ spawn }) => spawn.start.length > 1)).toBe(true);
    expect(overlaps.flat()).toEqual([]);
  });

  it("reuse the place of an op worker that ended", () => {
    const layout = layoutOf(
      finished(wide({ items: 26, workers: 3, itemMs: 10, strategy: "dynamic" })),
      "workers",
    );
    expect(layout.bands.length).toBeLessThanOrEqual(5);
    expect(layout.bands[1]?.lanes).toBeGreaterThan(5);
  });

  it("show what runs on no lane with its caller", () => {
    const trace = traceOf(
      [
        { id: 0, kind: "workflow", worker: 0, started: 0, ended: 9 },
        { id: 1, parent: 0, kind: "map", started: 1, ended: 8 },
      ],
      { lanes: [laneOf(0), laneOf(1)] },
    );
    const layout = layoutOf(trace, "workers");
    expect(layout.bands.map((band) => band.label)).toEqual(["driver", "worker 1"]);
    expect([...layout.trackOf]).toEqual([0, 1]);
  });

  it("exist for unannounced lanes, and for an empty run", () => {
    const trace = traceOf([{ id: 0, worker: 7, started: 0, ended: 1 }], { lanes: [] });
    expect(layoutOf(trace, "workers").bands.map((band) => band.label)).toEqual(["other"]);
    expect(layoutOf(traceOf([]), "workers").rows).toHaveLength(0);
  });
});
