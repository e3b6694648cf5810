import { describe, expect, it } from "vitest";
import { runToEnd } from "@/lib/base/incremental";
import { DEFAULT_NUMBERS } from "./defaults";
import { estimating } from "./estimate";
import { mapping } from "./map";
import { FIELDS, vary } from "./vary";

describe("the decision map", () => {
  const map = runToEnd(mapping(DEFAULT_NUMBERS, { x: "itemMs", y: "items" }));
  const cellAt = (i: number, j: number) => map.cells[j * map.x.length + i];

  it("covers both ranges, from end to end", () => {
    expect(map.cells).toHaveLength(map.x.length * map.y.length);
    expect([map.x[0], map.x.at(-1)]).toEqual([
      FIELDS.itemMs.range[0],
      expect.closeTo(FIELDS.itemMs.range[1], 0),
    ]);
    expect([map.y[0], map.y.at(-1)]).toEqual([...FIELDS.items.range]);
    expect(map.x).toEqual([...map.x].sort((a, b) => a - b));
  });

  it("says of every cell what the whole simulation says", () => {
    for (let i = 0; i < map.x.length; i += 6) {
      for (let j = 0; j < map.y.length; j += 6) {
        const cell = cellAt(i, j);
        const numbers = vary(
          vary(DEFAULT_NUMBERS, "itemMs", map.x[i] as number),
          "items",
          map.y[j] as number,
        );
        const { strategies } = runToEnd(estimating(numbers, 1));
        const fastest = Math.min(...strategies.map(({ wallMs }) => wallMs));
        expect((cell?.wallMs ?? 0) / fastest).toBeCloseTo(1, 2);
        const named = strategies.find(({ strategy }) => strategy === cell?.winner);
        expect((named?.wallMs ?? 0) / fastest).toBeLessThan(1.02);
      }
    }
  });

  it("has a plain loop where there is little to do, and kept workers where a start costs more than items", () => {
    expect(cellAt(0, 0)?.winner).toBe("sequential");
    expect(cellAt(12, map.y.length - 1)).toMatchObject({ winner: "pooled" });
    expect(cellAt(12, map.y.length - 1)?.margin).toBeGreaterThan(1);
    // Items of a day each: a start of 20 s makes no difference.
    expect(cellAt(map.x.length - 1, map.y.length - 1)?.margin).toBeLessThan(0.05);
  });

  it("is the same with its axes exchanged", () => {
    const turned = runToEnd(mapping(DEFAULT_NUMBERS, { x: "items", y: "itemMs" }));
    // Both have steps of their own, but share some.
    const shared = [1, 100, 10_000, 1_000_000];
    for (const items of shared) {
      const cell = turned.cells[turned.x.indexOf(items)];
      expect(cell).toBeDefined();
      expect(cell).toEqual(cellAt(0, map.y.indexOf(items)));
    }
  });

  it("can have any two fields as axes", () => {
    const other = runToEnd(mapping(DEFAULT_NUMBERS, { x: "startMs", y: "failures" }));
    for (const { margin, wallMs } of other.cells) {
      expect(margin).toBeGreaterThanOrEqual(0);
      expect(wallMs).toBeGreaterThan(0);
    }
  });
});
