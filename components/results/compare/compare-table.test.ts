import { describe, expect, it } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
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

const { trials } = runOf(found);

describe("the comparison's table", () => {
  const { columns } = answer([...found.traces.values()], { type: "advice", report: found.report });
  const full = compareTable(trials, { columns, pricePerOpRun: 0.04 });
  const texts = (label: string, table = full) =>
    table.rows
      .find(([head]) => head?.text.startsWith(label))
      ?.slice(1)
      .map((each) => each.text);

  it("has the name of a group, or a cell for each trial, in each row", () => {
    for (const row of full.rows) expect([1, 4]).toContain(row.length);
    expect(full.rows.filter((row) => row.length === 1).map(([head]) => head?.text)).toEqual([
      "Execution time",
      "What can be seen",
      "What a failure costs",
      "Resources",
      "Complexity",
    ]);
  });

  it("shows what each costs", () => {
    expect(texts("Op runs")).toEqual(["1", "28", "3"]);
    expect(texts("Price")).toEqual(["$0.04", "$1.12", "$0.12"]);
    expect(texts("Time over the fastest")?.[2]).toBe("the fastest");
    expect(texts("Time over the fastest")?.[0]).toMatch(/^[\d.]+×$/);
    expect(texts("Interval of that")?.[0]).toMatch(/^[\d.]+× to [\d.]+×$/);
    expect(texts("Interval of that")?.[2]).toBe("–");
    expect(texts("One failed item")?.[1]).toBe("the item, on a new worker");
    expect(texts("Lines")?.every((text) => Number(text) > 0)).toBe(true);
  });

  it("shows no median of what was stopped, and does not rank a single trial", () => {
    const [first, ...rest] = trials.map((trial) => ({
      ...trial,
      report: { ...trial.report, rounds: trial.report.rounds.slice(0, 1) },
    }));
    if (!first) throw new Error("no trials");
    const stopped = { ...first, report: { ...first.report, status: "cancelled" as const } };
    const ended = compareTable([stopped, ...rest], { columns, pricePerOpRun: 0 });
    expect(texts("Status", ended)?.[0]).toMatch(/^stopped after [\d.]+ m?s$/);
    expect(texts("Median", ended)?.[0]).toBe("–");
    expect(texts("Interval of the median", ended)).toBeUndefined();
    const alone = compareTable(rest.slice(1), { pricePerOpRun: 0 });
    expect(texts("Time over", alone)).toBeUndefined();
    expect(texts("Stands for", alone)).toEqual(["a process pool"]);
  });

  it("leaves out what a report alone does not have", () => {
    const bare = compareTable(trials, { pricePerOpRun: 0 });
    expect(texts("Price", bare)).toBeUndefined();
    expect(texts("Lines", bare)).toBeUndefined();
    expect(texts("Retries", bare)).toHaveLength(3);
  });
});
