import { describe, expect, it } from "vitest";
import { barsTable, barsTitle, costText } from "./bars-data";
import { madeEstimate } from "./fixtures/estimate";

describe("the bars", () => {
  it("have their finding as a title", () => {
    expect(barsTitle(madeEstimate())).toBe("Pooled is fastest: 13 h 5 min. Hybrid is 2.4% slower");
    expect(barsTitle(madeEstimate({ reason: "no-difference" }))).toBe(
      "The fastest strategies take about as long",
    );
    const none = madeEstimate();
    const strategies = none.strategies.map((each) => ({ ...each, fits: false }));
    expect(barsTitle({ ...none, strategies })).toBe("No strategy fits into the host's memory");
  });

  it("say what a strategy costs, a price where there is one", () => {
    const { strategies, numbers } = madeEstimate({}, {}, { pricePerHour: 0.04 });
    const [, perItem] = strategies;
    if (!perItem) throw new Error("no strategy");
    expect(costText(perItem, numbers)).toBe(
      "893 worker-hours · $35.71 · 10,000 starts · 64 in parallel (the workers)",
    );
    expect(costText(perItem, madeEstimate().numbers, true)).toBe("893 worker-hours · 10,000 starts");
    expect(costText({ ...perItem, workerHours: 0.01, workerStarts: 0 }, numbers, true)).toBe(
      "36 s of workers · $35.71",
    );
    expect(costText({ ...perItem, fits: false }, numbers)).toMatch(/does not fit into the host's memory$/);
  });

  it("have a table with a row per strategy, and a cost only where there is a price", () => {
    const free = barsTable(madeEstimate());
    expect(free.rows).toHaveLength(4);
    for (const row of free.rows) expect(row).toHaveLength(free.columns.length);
    expect(free.columns.map(({ label }) => label)).not.toContain("Cost");
    expect(barsTable(madeEstimate({}, {}, { pricePerHour: 1 })).columns.map(({ label }) => label)).toContain(
      "Cost",
    );
  });
});
