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
  crossovers: [{ below: "sequential", above: "pooled", itemMs: 2.5, lowMs: 2, highMs: 3 }],
  levels: [],
  ahead: [],
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

it("says where the faster strategy changes, or what else is certain", () => {
  expect(durationTitle(data, "pooled")).toBe("Pooled overtakes sequential at about 2.5 ms per item of piece");
  const near = { below: "pooled", above: "dynamic", itemMs: 12, lowMs: 10, highMs: 15 } as const;
  const far = { below: "async", above: "dynamic", itemMs: 10.1, lowMs: 10, highMs: 11 } as const;
  expect(durationTitle({ ...data, crossovers: [...data.crossovers, near, far] }, "pooled")).toBe(
    "Dynamic overtakes pooled at about 12 ms per item of piece",
  );
  const range = { lowMs: 1, highMs: 100 };
  const level = { ...range, faster: "pooled", strategies: ["dynamic", "pooled"], fromMs: 50 } as const;
  expect(durationTitle({ ...data, crossovers: [far], levels: [level] }, "pooled")).toBe(
    "From about 50 ms per item on, dynamic and pooled take the same time",
  );
  const ahead = { ...range, strategy: "pooled", than: "sequential" } as const;
  expect(durationTitle({ ...data, crossovers: [far], ahead: [ahead] }, "pooled")).toBe(
    "Pooled stays ahead of sequential for items from 1 ms to 100 ms",
  );
  expect(durationTitle({ ...data, crossovers: [] }, undefined)).toBe("Time by item duration of piece");
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
