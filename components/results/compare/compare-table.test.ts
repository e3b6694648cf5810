import { describe, expect, it } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import type { TableData } from "@/components/results/shared/table/table-data";
import { answer } from "@/lib/analysis/testing/answer";
import { recordedRun } from "@/lib/app/run/recorded-run";
import { compareTables } from "./compare-table";

const options = {
  strategies: ["sequential", "dynamic", "pooled"],
  workers: 4,
  items: 26,
  itemMs: 10,
  rounds: 6,
} as const;
const found = experiment({ ...options, retried: 0.2 });
const { trials } = runOf(found);
const { columns } = answer([...found.traces.values()], { type: "advice", report: found.report });
const RANKED = { isRanked: true, timerStepMs: 0.005, pricePerOpRun: 0 } as const;

const texts = (label: string, { rows }: TableData): readonly string[] | undefined =>
  rows
    .find(([head]) => head?.text.startsWith(label))
    ?.slice(1)
    .map((each) => each.text);
const names = ({ rows }: TableData): readonly (string | undefined)[] => rows.map(([head]) => head?.text);

describe("the comparison's tables", () => {
  const { full } = compareTables(trials, { ...RANKED, columns, pricePerOpRun: 0.04 });

  it("have the name of a group, or a cell for each trial, in each row", () => {
    for (const row of full.rows) expect([1, 4]).toContain(row.length);
    expect(full.rows.filter((row) => row.length === 1).map(([head]) => head?.text)).toEqual([
      "Execution time",
      "Visibility",
      "Cost of a failure",
      "Resources",
      "Complexity",
    ]);
  });

  it("show what each costs", () => {
    expect(texts("Op runs", full)).toEqual(["1", "28", "3"]);
    expect(texts("Price", full)).toEqual(["$0.04", "$1.12", "$0.12"]);
    expect(texts("Slower than the fastest", full)?.[2]).toBe("fastest");
    expect(texts("Slower than the fastest", full)?.[0]).toMatch(/^[\d.]+×$/);
    expect(texts("Ratio interval", full)?.[0]).toMatch(/^[\d.]+× to [\d.]+×$/);
    expect(texts("Ratio interval", full)?.[2]).toBe("–");
    expect(texts("A retry runs again", full)?.[1]).toBe("the item, on a new worker");
    expect(texts("Lines", full)?.every((text) => Number(text) > 0)).toBe(true);
  });

  it("have no row that is nought for every strategy, and at most ten rows before unfolding", () => {
    const plain = experiment(options);
    const { columns: own } = answer([...plain.traces.values()], { type: "advice", report: plain.report });
    const tables = compareTables(runOf(plain).trials, { ...RANKED, columns: own });
    for (const table of [tables.key, tables.full]) {
      for (const [head, ...figures] of table.rows)
        if (figures.length > 0)
          expect(
            figures.some(({ value }) => value !== 0 && value !== null),
            head?.text,
          ).toBe(true);
      expect(names(table)).not.toContain("Retries");
    }
    expect(tables.key.rows.length).toBeLessThanOrEqual(10);
    expect(tables.key.rows.length).toBeGreaterThan(4);
    // Of a run with retries they are among the first.
    expect(names(compareTables(trials, { ...RANKED, columns }).key)).toContain("Retries");
  });

  it("show no median of what was stopped, and do not rank a single trial", () => {
    const [first, ...rest] = trials.map((trial) => ({
      ...trial,
      report: { ...trial.report, rounds: trial.report.rounds.slice(0, 1) },
    }));
    if (!first) throw new Error("no trials");
    const stopped = { ...first, report: { ...first.report, status: "cancelled" as const } };
    const ended = compareTables([stopped, ...rest], { ...RANKED, isRanked: false, columns });
    expect(texts("Status", ended.key)?.[0]).toMatch(/^stopped after [\d.]+ m?s$/);
    expect(texts("Median", ended.key)?.[0]).toBe("–");
    expect(texts("Median interval", ended.key)).toBeUndefined();
    const alone = compareTables(rest.slice(1), RANKED);
    expect(texts("Slower", alone.full)).toBeUndefined();
    expect(texts("Like", alone.full)).toEqual(["multiprocessing.Pool"]);
  });

  it("have the ratios of a recorded report, and leave out what it does not have", () => {
    const document = {
      code: "",
      language: "typescript",
      inputs: {},
      settings: found.report.settings,
    } as const;
    const recorded = recordedRun(found.report, document, { id: "r", source: "recorded", startedAt: 0 });
    const { full: bare } = compareTables(recorded.trials, RANKED);
    expect(texts("Slower than the fastest", bare)).toEqual(texts("Slower than the fastest", full));
    expect(texts("Price", bare)).toBeUndefined();
    expect(texts("Lines", bare)).toBeUndefined();
    expect(texts("Retries", bare)).toHaveLength(3);
  });

  it("rank nothing where results may not be ranked", () => {
    const { full: unranked } = compareTables(trials, { ...RANKED, isRanked: false, columns });
    expect(JSON.stringify(unranked)).not.toMatch(/fastest|×/);
  });
});
