import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DecisionMap, MapCell } from "@/lib/estimate/outcome";
import type { StrategyName } from "@/lib/model/strategy";
import { isOutside, nearest, placeOn } from "./axis";
import { areasOf, cellAt, cellText, mapTable, mapTitle, moved } from "./map-data";

const NAMES: Readonly<Record<string, StrategyName>> = { d: "dynamic", p: "pooled", s: "sequential" };

/** Rows as they are drawn, the top one first; a capital letter is a close margin. */
function mapOf(...rows: readonly string[]): DecisionMap {
  const cells = rows.toReversed().flatMap((row) =>
    [...row].map(
      (letter): MapCell => ({
        winner: NAMES[letter.toLowerCase()] ?? "async",
        margin: letter === letter.toLowerCase() ? 0.4 : 0.02,
        wallMs: 120_000,
      }),
    ),
  );
  const steps = (length: number, first: number) => Array.from({ length }, (_, at) => first * 10 ** at);
  return {
    axes: { x: "itemMs", y: "items" },
    x: steps(rows[0]?.length ?? 0, 10),
    y: steps(rows.length, 1),
    cells,
  };
}

describe("the decision map", () => {
  const map = mapOf("ppDd", "ppdd", "sspp");

  it("reads a cell out", () => {
    expect(cellText(map, { column: 3, row: 2 })).toBe(
      "100 items, 10 s per item: Dynamic, 2 min; the next is 40% slower.",
    );
    expect(cellText(map, { column: 2, row: 2 })).toBe(
      "100 items, 1 s per item: Dynamic, 2 min; the next is only 2% slower, so it hardly matters.",
    );
    expect(cellText(map, { column: 0, row: 0 })).toMatch(/^1 item, 10 ms per item: Sequential/);
  });

  it("moves by arrows and never leaves the map", () => {
    const from = { column: 1, row: 1 };
    expect(moved(map, from, "ArrowUp")).toEqual({ column: 1, row: 2 });
    expect(moved(map, from, "End")).toEqual({ column: 3, row: 1 });
    expect(moved(map, from, "a")).toBeUndefined();
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "ArrowUp",
            "ArrowDown",
            "ArrowLeft",
            "ArrowRight",
            "Home",
            "End",
            "PageUp",
            "PageDown",
          ),
        ),
        (keys) => {
          const end = keys.reduce((cursor, key) => moved(map, cursor, key) ?? cursor, from);
          expect(cellAt(map, end)).toBeDefined();
        },
      ),
    );
  });

  it("finds the areas, with a label inside each", () => {
    const areas = areasOf(map);
    expect(areas.map(({ winner, cells }) => [winner, cells])).toEqual([
      ["pooled", 4],
      ["dynamic", 4],
      ["sequential", 2],
      ["pooled", 2],
    ]);
    for (const { winner, label } of areas) expect(cellAt(map, label)?.winner).toBe(winner);
    expect(areas.reduce((sum, { cells }) => sum + cells, 0)).toBe(map.cells.length);
  });

  it("has a finding as its title", () => {
    const here = (ms: number) => [
      { strategy: "pooled", wallMs: ms } as const,
      { strategy: "dynamic", wallMs: 100 } as const,
    ];
    expect(mapTitle(map, here(140))).toBe("At your numbers Dynamic is fastest: the next is 40% slower");
    expect(mapTitle(map, here(102))).toBe("At your numbers the two fastest are less than 5% apart");
    expect(mapTitle(map)).toBe("Which strategy is fastest");
    expect(mapTitle(mapOf("pp"), undefined)).toBe("Pooled is fastest everywhere on this map");
  });

  it("has a table as it is drawn", () => {
    const { columns, rows } = mapTable(map);
    expect(columns.map(({ label }) => label)).toEqual(["Number of items", "10 ms", "100 ms", "1 s", "10 s"]);
    expect(rows[0]?.map(({ text }) => text)).toEqual([
      "100",
      "Pooled +40%",
      "Pooled +40%",
      "Dynamic +2%",
      "Dynamic +40%",
    ]);
  });
});

describe("places on an axis", () => {
  const values = [1, 10, 100, 1_000];

  it("are at the middles of the cells", () => {
    values.forEach((value, at) => {
      expect(placeOn(values, value)).toBeCloseTo((at + 0.5) / 4, 9);
      expect(nearest(values, value)).toBe(at);
    });
  });

  it("know when a value is beyond them", () =>
    expect([0, 1, 500, 1_000, 5_000].map((value) => isOutside(values, value))).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]));

  it("stay within the axis for whatever value", () => {
    fc.assert(
      fc.property(fc.double({ min: 0 }), (value) => {
        const place = placeOn(values, value);
        expect(place >= 0.125 && place <= 0.875).toBe(true);
        expect(values[nearest(values, value)]).toBeDefined();
      }),
    );
  });
});
