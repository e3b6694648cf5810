import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import { answer } from "@/lib/analysis/testing/answer";
import { compareTable } from "./compare-table";

const found = experiment({
  strategies: ["sequential", "dynamic", "pooled"],
  workers: 4,
  items: 26,
  itemMs: 10,
  rounds: 6,
  retried: 0.2,
});

describe("the comparison's table", () => {
  const { comparison } = answer([...found.traces.values()], { type: "advice", report: found.report });
  const full = compareTable(found.report, { columns: comparison.columns, pricePerOpRun: 0.04 });
  const texts = (label: string, table = full) =>
    table.rows
      .find(([head]) => head?.text.startsWith(label))
      ?.slice(1)
      .map((each) => each.text);

  it("has a group's head, or a cell for each strategy", () => {
    for (const row of full.rows) expect([1, 4]).toContain(row.length);
    expect(full.rows.filter((row) => row.length === 1).map(([head]) => head?.text)).toEqual([
      "Execution time",
      "What can be seen",
      "What a failure costs",
      "Resources",
      "Complexity",
    ]);
  });

  it("says what each costs", () => {
    expect(texts("Op runs")).toEqual(["1", "28", "3"]);
    expect(texts("Price")).toEqual(["$0.04", "$1.12", "$0.12"]);
    expect(texts("Time over the fastest")?.[2]).toBe("the fastest");
    expect(texts("Time over the fastest")?.[0]).toMatch(/^[\d.]+×$/);
    expect(texts("Interval of that")?.[0]).toMatch(/^[\d.]+× to [\d.]+×$/);
    expect(texts("Interval of that")?.[2]).toBe("–");
    expect(texts("One failed item")?.[1]).toBe("the item, on a new worker");
    expect(texts("Lines")?.every((text) => Number(text) > 0)).toBe(true);
  });

  it("gives no median of what did not come to its end, and no rank to one alone", () => {
    const [first, ...rest] = found.report.strategies.map((each) => ({
      ...each,
      rounds: each.rounds.slice(0, 1),
    }));
    const ended = compareTable(
      { ...found.report, strategies: [{ ...(first as (typeof rest)[0]), status: "cancelled" }, ...rest] },
      { columns: comparison.columns, pricePerOpRun: 0 },
    );
    expect(texts("Status", ended)?.[0]).toMatch(/^stopped after [\d.]+ m?s$/);
    expect(texts("Median", ended)?.[0]).toBe("–");
    expect(texts("Interval of the median", ended)).toBeUndefined();
    const alone = compareTable({ ...found.report, strategies: rest.slice(1) }, { pricePerOpRun: 0 });
    expect(texts("Time over", alone)).toBeUndefined();
    expect(texts("Stands for", alone)).toEqual(["a process pool"]);
  });

  it("leaves out what a report alone does not tell", () => {
    const bare = compareTable(found.report, { pricePerOpRun: 0 });
    expect(texts("Price", bare)).toBeUndefined();
    expect(texts("Lines", bare)).toBeUndefined();
    expect(texts("Retries", bare)).toHaveLength(3);
  });
});
