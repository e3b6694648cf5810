import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import type { Report } from "@/lib/protocol/report";
import { longRuns, startCostOf } from "./long-run";

const of = (strategies: Parameters<typeof experiment>[0]["strategies"], items: number): Report =>
  experiment({ strategies, workers: 4, items, itemMs: 1, rounds: 1, startMs: 40 }).report;
const pooled = of(["pooled"], 3_000);
const settings = {
  ...pooled.settings,
  strategies: ["dynamic" as const, "pooled" as const],
  timeoutMs: 120_000,
};

describe("a strategy that will take long", () => {
  it("is estimated from the calls that another one counted and the cost of a start here", () => {
    const [long, ...others] = longRuns(settings, pooled, undefined, 20, 15);
    expect(others).toEqual([]);
    expect(long).toMatchObject({ strategy: "dynamic", basis: "machine", startMs: 20, pastLimit: false });
    expect(long?.starts).toBeGreaterThanOrEqual(3_000);
    expect(long?.ms).toBe((long?.starts ?? 0) * 20);
  });

  it("is estimated with the usual cost of a start until it is measured here", () => {
    const [long] = longRuns(settings, undefined, pooled, undefined, 15);
    expect(long).toMatchObject({ basis: "usual", startMs: 15 });
  });

  it("is marked where the timeout ends it", () => {
    expect(longRuns({ ...settings, timeoutMs: 5_000 }, pooled, undefined, 20, 15)[0]?.pastLimit).toBe(true);
  });

  it("is one that took long, whatever was reckoned", () => {
    const [first] = pooled.strategies;
    const slow: Report = {
      ...pooled,
      strategies: first ? [{ ...first, wallMs: { median: 90_000, low: 9e4, high: 9e4 } }] : [],
    };
    expect(longRuns({ ...settings, strategies: ["pooled"] }, slow, undefined, 20, 15)).toMatchObject([
      { strategy: "pooled", ms: 90_000, basis: "run" },
    ]);
    const quick = of(["dynamic"], 3_000);
    const done = quick.strategies.map((each) => ({
      ...each,
      wallMs: { median: 9_000, low: 9e3, high: 9e3 },
    }));
    expect(longRuns(settings, { ...quick, strategies: done }, undefined, 20, 15)).toEqual([]);
  });

  it("is none where few are started, or nothing is known of the program", () => {
    expect(longRuns(settings, of(["pooled"], 26), undefined, 20, 15)).toEqual([]);
    expect(longRuns(settings, undefined, undefined, 20, 15)).toEqual([]);
  });
});

it("what a start costs is wall time, several starting at once", () => {
  const cost = startCostOf(of(["dynamic"], 26)) ?? Number.NaN;
  expect(cost).toBeGreaterThan(40 / 4 / 2);
  expect(cost).toBeLessThan(40);
  expect(startCostOf(pooled)).toBeUndefined();
});
