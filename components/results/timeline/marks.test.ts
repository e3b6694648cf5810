import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finished, wide } from "@/components/results/fixtures/traces";
import { layoutOf } from "@/lib/analysis/layout/timeline-layout";
import { laneOf, traceOf } from "@/lib/trace/testing";
import { BOX_MIN_WIDTH, eachBox, markAt, markOf, step } from "./marks";
import { fitted } from "./view";

/** Items of an entry that never started: one track. Row r is mark r - 1. */
const spans = (...times: readonly (readonly [number, number])[]) => {
  const items = times.map(([started, ended], at) => ({ id: at + 1, parent: 0, worker: 1, started, ended }));
  return layoutOf(traceOf([{ id: 0 }, ...items], { lanes: [laneOf(1)] }), "workers");
};

const boxes = (
  layout: ReturnType<typeof spans>,
  track: number,
  view = { start: 0, range: 100 },
  width = 100,
) => {
  const all: (readonly [mark: number, x: number, wide: number])[] = [];
  eachBox(layout, track, view, width, (mark, x, wide) => all.push([mark, x, wide]));
  return all;
};

describe("boxes", () => {
  it("are as wide as the span if it is wide enough", () => {
    expect(boxes(spans([10, 20], [30, 60]), 0)).toEqual([
      [0, 10, 10],
      [1, 30, 30],
    ]);
  });

  it("show the longest of several narrow spans", () => {
    expect(boxes(spans([10, 10.1], [10.3, 11], [11.1, 11.2], [14, 14.5]), 0)).toEqual([
      [1, 10, BOX_MIN_WIDTH],
      [3, 14, BOX_MIN_WIDTH],
    ]);
  });

  it("are flagged if they hold a failure", () => {
    const layout = spans([10, 10.1], [10.3, 11], [14, 14.5]);
    const flags = Uint8Array.of(0, 8, 0, 1);
    const flagged: number[] = [];
    eachBox(
      layout,
      0,
      { start: 0, range: 100 },
      100,
      (_mark, _x, _wide, flag) => flagged.push(flag),
      flags,
      8,
    );
    expect(flagged).toEqual([8, 0]);
  });

  it("end at the edges of the view", () => {
    expect(boxes(spans([0, 1000]), 0, { start: 400, range: 100 })).toEqual([
      [0, -BOX_MIN_WIDTH, 100 + 2 * BOX_MIN_WIDTH],
    ]);
    expect(boxes(spans([0, 10], [500, 510]), 0, { start: 100, range: 100 })).toEqual([]);
  });

  it("are bounded by the pixels, however many spans there are", () => {
    const trace = finished(wide({ items: 100_000, workers: 1, itemMs: 0.1 }));
    const layout = layoutOf(trace, "workers");
    const track = layout.trackOf[trace.count - 5] as number;
    expect(boxes(layout, track, fitted(trace.wallMs), 800).length).toBeLessThanOrEqual(
      800 / BOX_MIN_WIDTH + 1,
    );
  });

  it("cover every span", () => {
    const length = fc.double({ min: 0, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(length, length), { minLength: 1, maxLength: 80 }), (pieces) => {
        let clock = 0;
        const times = pieces.map(([gap, long]): [number, number] => {
          clock += gap;
          const start = clock;
          clock += long;
          return [start, clock];
        });
        const layout = spans(...times);
        for (let track = 0; track < layout.tracks; track += 1) {
          const drawn = boxes(layout, track, { start: 0, range: clock + 1 }, 300);
          for (
            let mark = layout.offsets[track] as number;
            mark < (layout.offsets[track + 1] as number);
            mark += 1
          ) {
            const x = ((layout.start[mark] as number) / (clock + 1)) * 300;
            expect(drawn.some(([, from, wide]) => x >= from - 1e-9 && x <= from + wide + BOX_MIN_WIDTH)).toBe(
              true,
            );
          }
        }
      }),
    );
  });
});

describe("finding spans", () => {
  const layout = spans([10, 20], [30, 60], [70, 71]);

  it("finds the span under the pointer, or one near it", () => {
    expect([5, 9, 15, 24, 45, 69, 90].map((time) => markAt(layout, 0, time, 2))).toEqual([
      -1, 0, 0, -1, 1, 2, -1,
    ]);
    expect(markAt(layout, 9, 15, 2)).toBe(-1);
  });

  it("finds the mark of a row", () => {
    expect(markOf(layout, 2)).toBe(1);
    expect(markOf(layout, 99)).toBe(-1);
  });
});

describe("arrow keys", () => {
  const trace = traceOf(
    [
      { id: 0, kind: "workflow", worker: 0, started: 0, ended: 100 },
      { id: 1, parent: 0, worker: 1, started: 10, ended: 20 },
      { id: 2, parent: 0, worker: 1, started: 30, ended: 60 },
      { id: 3, parent: 0, worker: 2, started: 12, ended: 80 },
    ],
    { lanes: [laneOf(0), laneOf(1), laneOf(2), laneOf(3)] },
  );
  const layout = layoutOf(trace, "workers");
  const go = (row: number, direction: Parameters<typeof step>[2]) =>
    layout.rows[step(layout, markOf(layout, row), direction)];

  it("move along a track and between tracks", () => {
    expect(go(1, "right")).toBe(2);
    expect(go(2, "right")).toBeUndefined();
    expect(go(2, "left")).toBe(1);
    expect(go(0, "down")).toBe(2);
    expect(go(3, "up")).toBe(2);
    expect(go(3, "down")).toBeUndefined();
    expect([go(2, "first"), go(1, "last")]).toEqual([1, 2]);
  });

  it("start at the first span", () => {
    expect(step(layout, -1, "right")).toBe(0);
    expect(step(layoutOf(traceOf([]), "workers"), -1, "right")).toBe(-1);
  });
});
