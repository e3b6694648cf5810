import { expect, it } from "vitest";
import type { Durations } from "@/lib/analysis/advice/crossover";
import { crossingHeight, durationTable, durationTitle, relativeDurations } from "./duration-data";

const data: Durations = {
  task: "piece",
  itemMs: 10,
  points: [
    { itemMs: 1, wallMs: { sequential: 100, pooled: 200 } },
    { itemMs: 10, wallMs: { sequential: 1000, pooled: 250 } },
    { itemMs: 100, wallMs: { sequential: Number.NaN, pooled: 1400 } },
  ],
  crossovers: [{ below: "sequential", above: "pooled", itemMs: 2.5, certain: true }],
  strategies: ["sequential", "pooled"],
  trusted: ["sequential", "pooled"],
};

it("compares with the fastest at each duration", () => {
  const { strategies, points, most } = relativeDurations(data);
  expect(strategies).toEqual(["sequential", "pooled"]);
  expect(points.slice(0, 2).map(({ times }) => times)).toEqual([
    { sequential: 1, pooled: 2 },
    { sequential: 4, pooled: 1 },
  ]);
  expect(most).toBe(4);
});

it("has a table with a cell for each column", () => {
  const table = durationTable(data);
  for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  expect(table.rows[2]?.[1]?.text).toBe("–");
});

it("says where the faster strategy changes, or that it does not", () => {
  expect(durationTitle(data, "pooled")).toBe(
    "Pooled overtakes sequential where an item of piece takes 2.5 ms",
  );
  const near = { below: "pooled", above: "dynamic", itemMs: 12, certain: true } as const;
  const far = { below: "async", above: "dynamic", itemMs: 10.1, certain: true } as const;
  expect(durationTitle({ ...data, crossovers: [...data.crossovers, near, far] }, "pooled")).toBe(
    "Dynamic overtakes pooled where an item of piece takes 12 ms",
  );
  expect(durationTitle({ ...data, crossovers: [far] }, "pooled")).toBe(
    "Pooled stays ahead for items from 1 ms to 100 ms",
  );
  expect(durationTitle({ ...data, crossovers: [] }, undefined)).toBe(
    "The order stays the same for items from 1 ms to 100 ms",
  );
});

it("puts a crossing where the two lines meet, not on the fastest's", () => {
  const points = [
    { itemMs: 1, times: { sequential: 2, dynamic: 8, pooled: 1 } },
    { itemMs: 100, times: { sequential: 8, dynamic: 2, pooled: 1 } },
  ];
  const flip = { below: "sequential", above: "dynamic", itemMs: 10 } as const;
  expect(crossingHeight(points, flip)).toBeCloseTo(4);
  expect(crossingHeight(points, { ...flip, itemMs: 1000 })).toBe(1);
  expect(crossingHeight(points, { ...flip, itemMs: 1 })).toBeCloseTo(4);
});
